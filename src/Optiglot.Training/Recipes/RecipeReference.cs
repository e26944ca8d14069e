using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Optiglot.Training;

/// <summary>The page of all keys a recipe may have, made from the records that hold them and the summaries of their properties.</summary>
public static class RecipeReference
{
    private const string Head = """
        # Keys of a recipe

        Made by `./optiglot recipe-keys` from the code; a test holds the two equal. A recipe need name few of them: what is left out has the default.
        `extends: FILE` (or a list of files, or a preset, as `optiglot/minilm`) takes over what another recipe says; `--set section.key=value` changes a value
        for one run; `null` takes a section away.

        """;

    /// <summary>The page as Markdown.</summary>
    /// <exception cref="FileNotFoundException">The summaries are not beside the program.</exception>
    public static string Markdown()
    {
        StringBuilder text = new(Head);
        List<Part> parts = [];
        Collect(new Part(typeof(Recipe), new Recipe(), []), parts);
        XmlSummaries summaries = XmlSummaries.Load(parts.Select(part => part.Type.Assembly).Append(typeof(Recipe).Assembly).Distinct());
        foreach (Part part in parts)
        {
            text.Append('\n').Append("## ").Append(part.Paths.Count == 0 ? "The recipe itself" : string.Join(", ", part.Paths.Select(path => $"`{path}`")))
                .Append("\n\n");
            if (part.Paths.Count > 0) text.Append(summaries.Of(part.Type)).Append("\n\n");
            text.Append("| key | value | default | what |\n|---|---|---|---|\n");
            foreach (PropertyInfo property in RecipeBinder.Settable(part.Type))
                text.Append(CultureInfo.InvariantCulture,
                    $"| `{RecipeBinder.KeyOf(property)}` | {Cell(Value(property, summaries))} | {Cell(Default(property, part.Default))} | "
                    + $"{Cell(summaries.Of(property))} |\n");
        }

        return text.ToString();
    }

    // Sections of one type are told once, with all their places.
    private static void Collect(Part part, List<Part> parts)
    {
        parts.Add(part);
        string above = part.Paths.Count == 0 ? "" : part.Paths[0] + ".";
        foreach (PropertyInfo property in RecipeBinder.Settable(part.Type))
        {
            (Type? type, string tail) = Section(property.PropertyType);
            if (type is null) continue;
            string path = above + RecipeBinder.KeyOf(property) + tail;
            if (parts.Find(known => known.Type == type) is { } known) known.Paths.Add(path);
            else Collect(new Part(type, (tail.Length == 0 ? property.GetValue(part.Default) : null) ?? Activator.CreateInstance(type)!, [path]), parts);
        }
    }

    private static (Type? Type, string Tail) Section(Type type) =>
        RecipeBinder.IsSection(type) ? (type, "")
        : type.IsGenericType && type.GetGenericArguments()[^1] is var item && RecipeBinder.IsSection(item)
            ? (item, type.GetGenericArguments().Length == 2 ? ".NAME" : "[]") : (null, "");

    private static string Value(PropertyInfo property, XmlSummaries summaries)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        string range = property.GetCustomAttribute<RangeAttribute>() is { } limits ? Range(limits) : "";
        return Kind(type, summaries) + range;
    }

    private static string Kind(Type type, XmlSummaries summaries)
    {
        if (type == typeof(bool)) return "true or false";
        if (type == typeof(int) || type == typeof(ulong)) return "whole number";
        if (type == typeof(double)) return "number";
        if (type == typeof(string)) return "text";
        if (type.IsEnum) return string.Join("; ", Enum.GetNames(type)
            .Select(name => $"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(name)}`: {summaries.Of(type.GetField(name)!).TrimEnd('.')}"));
        if (RecipeBinder.IsSection(type)) return "section";
        Type[] arguments = type.GetGenericArguments();
        string item = RecipeBinder.IsSection(arguments[^1]) ? "a section" : Kind(arguments[^1], summaries);
        return arguments.Length == 2 ? $"names, each with {item}" : $"list, each {item}";
    }

    private static string Range(RangeAttribute range)
    {
        string low = $"{(range.MinimumIsExclusive ? "above" : "at least")} {Shown(range.Minimum)}";
        return range.Maximum is int.MaxValue ? $", {low}" : $", {low}, {(range.MaximumIsExclusive ? "below" : "at most")} {Shown(range.Maximum)}";
    }

    private static string Default(PropertyInfo property, object instance) => property.GetValue(instance) switch
    {
        null => "none",
        "" => "",
        int.MaxValue => "no limit",
        bool yes => yes ? "true" : "false",
        Enum choice => $"`{Shown(choice)}`",
        string word => $"`{word}`",
        IDictionary { Count: 0 } => "none",
        IEnumerable list => list.Cast<object>().ToArray() is { Length: > 0 } items ? $"`[{string.Join(", ", items.Select(Shown))}]`" : "none",
        var value when RecipeBinder.IsSection(value.GetType()) => "as below",
        var value => Shown(value),
    };

    private static string Shown(object value) =>
        value is Enum ? JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()!) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private sealed record Part(Type Type, object Default, List<string> Paths);
}
