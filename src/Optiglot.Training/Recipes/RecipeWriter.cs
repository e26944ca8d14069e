using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Optiglot.Training;

/// <summary>Writes a recipe's every value as YAML.</summary>
internal static class RecipeWriter
{
    /// <summary>The YAML of a recipe.</summary>
    public static string Write(Recipe recipe)
    {
        StringBuilder text = new();
        Section(text, recipe, "");
        return text.ToString();
    }

    /// <summary>The YAML of a recipe that will lie in a folder: paths are relative to it, so that both can be moved together.</summary>
    public static string Write(Recipe recipe, string folder) => recipe.Data.Root is not { } root ? Write(recipe)
        : Write(recipe with { Data = recipe.Data with { Root = Path.GetRelativePath(Path.GetFullPath(folder), root) } });

    /// <summary>The YAML of all that a recipe says, wherever it and its data lie.</summary>
    public static string WriteContent(Recipe recipe) => Write(recipe with { Data = recipe.Data with { Root = null } });

    private static void Section(StringBuilder text, object section, string indent)
    {
        foreach (PropertyInfo property in RecipeBinder.Settable(section.GetType()))
            if (property.GetValue(section) is var value && (value is not null || !property.IsDefined(typeof(RelativeToFileAttribute))))
                Entry(text, RecipeBinder.KeyOf(property), value, indent);
    }

    private static void Entry(StringBuilder text, string key, object? value, string indent)
    {
        text.Append(indent).Append(key).Append(':');
        switch (value)
        {
            case IDictionary { Count: 0 }:
                text.AppendLine(" {}");
                break;
            case IDictionary map:
                text.AppendLine();
                foreach (DictionaryEntry entry in map) Entry(text, Scalar(entry.Key), entry.Value, indent + "  ");
                break;
            case IEnumerable list when value is not string:
                List(text, [.. list.Cast<object>()], indent);
                break;
            case not null when RecipeBinder.IsSection(value.GetType()):
                text.AppendLine();
                Section(text, value, indent + "  ");
                break;
            default:
                text.Append(' ').AppendLine(Scalar(value));
                break;
        }
    }

    private static void List(StringBuilder text, object[] items, string indent)
    {
        if (!items.Any(item => RecipeBinder.IsSection(item.GetType())))
        {
            text.AppendLine($" [{string.Join(", ", items.Select(Scalar))}]");
            return;
        }
        text.AppendLine();
        foreach (object item in items)
        {
            StringBuilder inner = new();
            Section(inner, item, indent + "    ");
            text.Append(indent).Append("  - ").Append(inner.ToString().AsSpan(indent.Length + 4));
        }
    }

    private static string Scalar(object? value) => value switch
    {
        null => "null",
        // A JSON string is a YAML string, whatever is in it.
        string word => JsonSerializer.Serialize(word),
        bool yes => yes ? "true" : "false",
        Enum choice => JsonNamingPolicy.SnakeCaseLower.ConvertName(choice.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
