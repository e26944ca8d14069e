using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Optiglot.Networks;

namespace Optiglot.Training;

/// <summary>
/// Turns <see cref="RecipeNode"/>s into records: a key is the snake_case name of a property, a missing key leaves the property's default, and whatever is
/// wrong (unknown key, type, range, unknown choice) is one line with the place and the mend.
/// </summary>
internal static class RecipeBinder
{
    /// <summary>Binds a map to a record with a parameterless constructor.</summary>
    /// <exception cref="InvalidDataException">The map does not fit the record.</exception>
    public static T Bind<T>(RecipeMap map) => (T)Bind(map, typeof(T), "");

    /// <summary>The key of a property.</summary>
    public static string KeyOf(MemberInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    /// <summary>The properties of a record that a recipe may set.</summary>
    public static IReadOnlyList<PropertyInfo> Settable(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null && !IsLearned(property))];

    // Sizes that follow from the tokenisers and the detector: a recipe cannot set them.
    private static bool IsLearned(PropertyInfo property) => property.Name is nameof(EncoderOptions.VocabularySize) or nameof(EncoderOptions.RegionFeatures);

    private static object Bind(RecipeMap map, Type type, string path)
    {
        object record = Activator.CreateInstance(type)!;
        IReadOnlyList<PropertyInfo> properties = Settable(type);
        foreach (RecipeEntry entry in map.Entries)
        {
            PropertyInfo property = properties.FirstOrDefault(each => KeyOf(each) == entry.Key) ?? throw Unknown(entry, properties, path);
            object? value = Value(entry.Value, property, path + entry.Key);
            if (value is string file && property.IsDefined(typeof(RelativeToFileAttribute))) value = RelativeToFileAttribute.Whole(entry.Value, file);
            property.SetValue(record, value);
        }
        return record;
    }

    private static object? Value(RecipeNode node, PropertyInfo property, string path)
    {
        bool nullable = Nullable.GetUnderlyingType(property.PropertyType) is not null
            || new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        if (node is RecipeScalar { Text: null })
            return nullable ? null : throw node.Error($"{path}: must have a value.");
        object value = Value(node, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, path);
        foreach (ValidationAttribute rule in property.GetCustomAttributes<ValidationAttribute>())
            if (!rule.IsValid(value)) throw node.Error($"{path}: {Shown(value)} {Want(rule)}.");
        return value;
    }

    private static object Value(RecipeNode node, Type type, string path) => node switch
    {
        RecipeMap map when IsDictionary(type) => Dictionary(map, type.GetGenericArguments()[1], path),
        RecipeMap map when IsSection(type) => Bind(map, type, path + "."),
        RecipeList list when IsList(type) => List(list, type.GetGenericArguments()[0], path),
        // A single value stands for a list of one.
        RecipeScalar scalar when IsList(type) => List(new(scalar.File, scalar.Line, [scalar]), type.GetGenericArguments()[0], path),
        RecipeScalar { Text: { } text } when !IsSection(type) && !IsDictionary(type) =>
            Scalar(text, type) ?? throw node.Error($"{path}: '{text}' {Expected(type)}"),
        _ => throw node.Error($"{path}: {Expected(type).Replace("is not", "wants", StringComparison.Ordinal)}"),
    };

    private static object? Scalar(string text, Type type)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (type == typeof(string)) return text;
        if (type == typeof(bool)) return text is "true" ? true : text is "false" ? false : null;
        if (type == typeof(int)) return int.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, culture, out int whole)
            ? whole : null;
        if (type == typeof(ulong)) return ulong.TryParse(text, NumberStyles.None, culture, out ulong large) ? large : null;
        if (type == typeof(double)) return double.TryParse(text, NumberStyles.Float, culture, out double number) && double.IsFinite(number) ? number : null;
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>().FirstOrDefault(each => Name(each) == text);
        throw new NotSupportedException($"Recipes have no values of type {type}.");
    }

    private static IList List(RecipeList list, Type item, string path)
    {
        IList result = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        for (int i = 0; i < list.Items.Count; i++) result.Add(Value(list.Items[i], item, $"{path}[{i}]"));
        return result;
    }

    private static IDictionary Dictionary(RecipeMap map, Type item, string path)
    {
        IDictionary result = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), item))!;
        foreach (RecipeEntry entry in map.Entries) result[entry.Key] = Value(entry.Value, item, $"{path}.{entry.Key}");
        return result;
    }

    private static InvalidDataException Unknown(RecipeEntry entry, IReadOnlyList<PropertyInfo> properties, string path)
    {
        string[] known = [.. properties.Select(KeyOf).Order(StringComparer.Ordinal)];
        string place = entry.KeyLine > 0 ? $"{entry.File}:{entry.KeyLine}" : entry.File;
        string hint = NearestName.Find(entry.Key, known) is { } near ? $"did you mean '{near}'?" : RecipeKeys.Where(entry.Key) is { } elsewhere
            ? $"did you mean {elsewhere}?"
            : $"the keys here are {string.Join(", ", known)}.";
        return new($"{place}: unknown key '{path}{entry.Key}': {hint}");
    }

    private static string Expected(Type type)
    {
        if (type == typeof(bool)) return "is not true or false.";
        if (type == typeof(int) || type == typeof(ulong)) return "is not a whole number.";
        if (type == typeof(double)) return "is not a number.";
        if (type.IsEnum) return $"is not one of {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(Name))}.";
        return type == typeof(string) ? "is not a single value." : IsList(type) ? "is not a list." : "is not a section of `key: value` lines.";
    }

    private static string Want(ValidationAttribute rule) => rule is RangeAttribute range
        ? $"is out of range: {(range.MinimumIsExclusive ? "above" : "at least")} {Shown(range.Minimum)}"
          + (range.Maximum is int.MaxValue or double.MaxValue ? "" : $" and {(range.MaximumIsExclusive ? "below" : "at most")} {Shown(range.Maximum)}")
        : rule.FormatErrorMessage("it");

    private static string Name(object choice) => JsonNamingPolicy.SnakeCaseLower.ConvertName(choice.ToString()!);

    private static string Shown(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    /// <summary>Whether a type is a section: a record of keys of its own.</summary>
    public static bool IsSection(Type type) => type.IsClass && type != typeof(string) && !type.IsGenericType;

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    private static bool IsDictionary(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);
}
