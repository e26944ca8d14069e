using System.Reflection;
using System.Xml.Linq;

namespace Optiglot.Cli.Tests.Architecture;

/// <summary>What a package shows to its users is told in a sentence: three words or fewer say no more than the name.</summary>
public class SummaryTests
{
    private const int Fewest = 4;

    [Theory]
    [MemberData(nameof(PublicSurfaceTests.Packages), MemberType = typeof(PublicSurfaceTests))]
    public void SummariesOfThePublicSurfaceSaySomething(string project)
    {
        Assembly assembly = Assembly.Load($"Optiglot.{project}");
        XElement[] members = [.. XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")];
        Assert.NotEmpty(members);
        string[] curt = [.. from member in members
                            let summary = member.Element("summary")
                            let name = (string)member.Attribute("name")!
                            where summary is not null && Words(summary) < Fewest && IsSeen(assembly, name)
                            select $"{name}: {summary.Value.Trim()}"];
        Assert.True(curt.Length == 0, $"say it in a sentence:\n{string.Join('\n', curt)}");
    }

    // A name that is referred to is a word, as it is on the page.
    private static int Words(XElement summary) => string.Concat(summary.DescendantNodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "paramref" or "typeparamref" } => "name",
        _ => "",
    })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    // Whether users see a member of an id such as `M:Optiglot.Text.MosesTokenizer.Tokenize(System.String)`. A record's positional properties have the text of
    // their parameter, which is no summary.
    private static bool IsSeen(Assembly assembly, string id)
    {
        string name = id[2..].Split('(')[0];
        if (id[0] == 'T') return assembly.GetType(name)?.IsVisible ?? false;
        int dot = name.LastIndexOf('.');
        if (assembly.GetType(name[..dot]) is not { IsVisible: true } type) return false;
        string member = name[(dot + 1)..].Split('`')[0].Replace('#', '.');
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == member)) && id[0] == 'P') return false;
        return type.GetMember(member, Declared).Any(found => found switch
        {
            MethodBase method => IsOpen(method),
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsOpen),
            FieldInfo field => field.IsPublic || field.IsFamily,
            _ => true,
        });
    }

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
