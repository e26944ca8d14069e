using System.Runtime.CompilerServices;

namespace Optiglot.Training;

/// <summary>Reads YAML into <see cref="RecipeNode"/>s: <c>extends</c> and overrides resolved, places kept.</summary>
internal static class RecipeYaml
{
    // Deeper than any recipe; a file that extends itself ends here.
    private const int MaximumDepth = 32, MaximumFiles = 200;

    // Presets that come with the program: `extends: optiglot/minilm`.
    private const string Own = "optiglot/";

    /// <summary>
    /// A file with everything it extends below it. <c>extends</c> names one file or a list of them, relative to the file, or presets as
    /// <c>optiglot/minilm</c>; later ones win.
    /// </summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">Not YAML, not a map, or an endless chain.</exception>
    public static RecipeMap Read(string file) => Read(file, 0, new StrongBox<int>());

    private static RecipeMap Read(string file, int depth, StrongBox<int> read)
    {
        if (read.Value++ > MaximumFiles)
            throw new InvalidDataException($"{file}: more than {MaximumFiles} files extend one another; put some of them together.");
        if (depth > MaximumDepth) throw new InvalidDataException($"{file}: `extends` goes round in a circle: take it out of one of the files.");
        RecipeMap own = Parse(ReadText(file), file);
        RecipeMap below = new(file, 1, []);
        foreach (RecipeScalar extended in Extended(own))
        {
            string name = extended.Text ?? throw extended.Error("`extends` wants the name of a file.");
            string path = name.StartsWith(Own, StringComparison.Ordinal) ? name : Path.Combine(Path.GetDirectoryName(file) ?? "", name);
            if (Preset(path) is null && !File.Exists(path)) throw new FileNotFoundException(
                $"{extended.Place}: extends {name}, but there is no {path}{Known(path)}.", path);
            below = below.Merge(Read(path, depth + 1, read));
        }
        return below.Merge(own with { Entries = [.. own.Entries.Where(entry => entry.Key != "extends")] });
    }

    /// <summary>A map with one override such as <c>stage1.learning_rate=1e-3</c> put over it.</summary>
    /// <exception cref="InvalidDataException">Not of the form <c>key.path=value</c>, or the value is not YAML.</exception>
    public static RecipeMap Override(RecipeMap map, string setting)
    {
        string place = $"--set {setting}";
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        string[] keys = equals < 0 ? [] : setting[..equals].Trim().Split('.');
        if (keys.Length == 0 || keys.Any(string.IsNullOrWhiteSpace)) throw new InvalidDataException($"{place}: write it as --set section.key=value.");
        RecipeNode value = Parse($"value: {setting[(equals + 1)..]}", place, line: 0).Find("value")!;
        foreach (string key in keys.Reverse())
            value = new RecipeMap(place, 0, [new RecipeEntry(key, 0, place, value)]);
        return map.Merge((RecipeMap)value);
    }

    /// <summary>The map in a text by itself; <c>extends</c> is a key like others.</summary>
    /// <exception cref="InvalidDataException">Not YAML, or not a map.</exception>
    public static RecipeMap Parse(string text, string file, int? line = null) => new RecipeParser(text, file, line).Read() switch
    {
        null => new(file, line ?? 1, []),
        RecipeMap map => map,
        _ => throw new InvalidDataException($"{file}: a recipe is a list of `key: value` lines, but this is something else."),
    };

    private static IEnumerable<RecipeScalar> Extended(RecipeMap map) => map.Find("extends") switch
    {
        null => [],
        RecipeScalar one => [one],
        RecipeList many => many.Items.Select(item => item as RecipeScalar ?? throw item.Error("`extends` wants names of files.")),
        RecipeNode other => throw other.Error("`extends` wants the name of a file, or a list of them."),
    };

    // The resource of a preset, with or without its ending; null: it is none.
    private static string? Preset(string path) => !path.StartsWith(Own, StringComparison.Ordinal) ? null
        : Presets.FirstOrDefault(preset => preset == path || preset == path + ".yaml");

    private static IEnumerable<string> Presets =>
        typeof(RecipeYaml).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Own, StringComparison.Ordinal));

    private static string Known(string path) => !path.StartsWith(Own, StringComparison.Ordinal) ? ""
        : $"; the presets are {string.Join(", ", Presets.Select(name => Path.ChangeExtension(name, null)).Order(StringComparer.Ordinal))}";

    private static string ReadText(string file)
    {
        if (Preset(file) is { } preset)
        {
            using StreamReader text = new(typeof(RecipeYaml).Assembly.GetManifestResourceStream(preset)!);
            return text.ReadToEnd();
        }

        if (!File.Exists(file))
            throw new FileNotFoundException($"{file}: there is no such recipe. The recipes that come with Optiglot are in the folder recipes/.", file);
        return File.ReadAllText(file);
    }
}
