using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;

namespace Optiglot.Training;

/// <summary>Summaries of types and their members, out of the files that the compiler writes beside assemblies.</summary>
internal sealed class XmlSummaries
{
    private readonly Dictionary<string, XElement> members = [];

    private XmlSummaries()
    {
    }

    /// <summary>Reads those of assemblies.</summary>
    /// <exception cref="FileNotFoundException">An assembly has none beside it.</exception>
    internal static XmlSummaries Load(IEnumerable<Assembly> assemblies)
    {
        XmlSummaries summaries = new();
        foreach (Assembly assembly in assemblies)
        {
            string file = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml");
            if (!File.Exists(file)) throw new FileNotFoundException(
                $"{file}: is not there, and summaries of keys come from it; build the program with ./optiglot, or read docs/recipe-keys.md", file);
            foreach (XElement member in XDocument.Load(file).Descendants("member")) summaries.members[member.Attribute("name")!.Value] = member;
        }

        return summaries;
    }

    /// <summary>A type's summary.</summary>
    internal string Of(Type type) => Text($"T:{type.FullName}");

    /// <summary>A property's or field's summary, where it is declared.</summary>
    internal string Of(MemberInfo member) => Text($"{(member is FieldInfo ? 'F' : 'P')}:{member.DeclaringType!.FullName}.{member.Name}");

    private string Text(string name) => members.TryGetValue(name, out XElement? member) && member.Element("summary") is { } summary
        ? string.Join(' ', string.Concat(summary.Nodes().Select(Text)).Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)) : "";

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => Named(see.Attribute("cref")?.Value ?? ""),
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => string.Concat(other.Nodes().Select(Text)),
        _ => "",
    };

    // Properties and choices are named as in a recipe, everything else as in the code.
    private static string Named(string reference)
    {
        string name = reference.Split('(')[0].Split('.', ':')[^1];
        bool isKey = reference.StartsWith("P:", StringComparison.Ordinal) || reference.StartsWith("F:", StringComparison.Ordinal);
        return $"`{(isKey ? JsonNamingPolicy.SnakeCaseLower.ConvertName(name) : name)}`";
    }
}
