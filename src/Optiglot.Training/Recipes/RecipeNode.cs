namespace Optiglot.Training;

/// <summary>A piece of a recipe's YAML with the place it stands at, so that an error can name it.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Line">The line, from 1; 0 for an override of the command line.</param>
internal abstract record RecipeNode(string File, int Line)
{
    /// <summary>The place as <c>recipes/a.yaml:12</c>.</summary>
    public string Place => Line > 0 ? $"{File}:{Line}" : File;

    /// <summary>An error at this place.</summary>
    public InvalidDataException Error(string message) => new($"{Place}: {message}");
}

/// <summary>A single value.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line.</param>
/// <param name="Text">The value as written; null for YAML's null.</param>
internal sealed record RecipeScalar(string File, int Line, string? Text) : RecipeNode(File, Line);

/// <summary>A list.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line.</param>
/// <param name="Items">Its items.</param>
internal sealed record RecipeList(string File, int Line, IReadOnlyList<RecipeNode> Items) : RecipeNode(File, Line);

/// <summary>Keys and values, in the order written.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line.</param>
/// <param name="Entries">The entries.</param>
internal sealed record RecipeMap(string File, int Line, IReadOnlyList<RecipeEntry> Entries) : RecipeNode(File, Line)
{
    /// <summary>The value of a key, or null.</summary>
    public RecipeNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;

    /// <summary>Paths of all values that are no maps, as <c>model.encoder.width</c>.</summary>
    public IEnumerable<string> Paths(string above = "") => Entries.SelectMany(entry =>
        entry.Value is RecipeMap below ? below.Paths($"{above}{entry.Key}.") : [above + entry.Key]);

    /// <summary>This map with the entries of another put over it: maps inside maps are merged, everything else is replaced.</summary>
    public RecipeMap Merge(RecipeMap over)
    {
        List<RecipeEntry> merged = [.. Entries];
        foreach (RecipeEntry entry in over.Entries)
        {
            int at = merged.FindIndex(own => own.Key == entry.Key);
            if (at < 0) merged.Add(entry);
            else if (merged[at].Value is RecipeMap below && entry.Value is RecipeMap above) merged[at] = entry with { Value = below.Merge(above) };
            else merged[at] = entry;
        }
        return over with { Entries = merged };
    }
}

/// <summary>One key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyLine">The line the key stands at.</param>
/// <param name="File">The file the key stands in.</param>
/// <param name="Value">The value.</param>
internal sealed record RecipeEntry(string Key, int KeyLine, string File, RecipeNode Value);
