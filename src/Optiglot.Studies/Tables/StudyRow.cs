namespace Optiglot.Studies.Tables;

/// <summary>A row of a table: one recipe, or numbers that were published.</summary>
public sealed record StudyRow
{
    /// <summary>The system's name in the paper.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its recipe, relative to the folder of recipes, without <c>.yaml</c>; null: the row is only quoted.</summary>
    public string? Recipe { get; init; }

    /// <summary>Target languages it is run for; empty: the table's.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>What the paper prints, by target language and test set: [BLEU] or [BLEU, METEOR].</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<double>>> Paper { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<double>>>();

    /// <summary>The row that it is tested against; null: none.</summary>
    public string? Against { get; init; }

    /// <summary>What a reader must know of the row: what differs from the paper's, and why.</summary>
    public string? Note { get; init; }
}
