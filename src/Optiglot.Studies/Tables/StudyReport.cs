namespace Optiglot.Studies.Tables;

/// <summary>A table as it stands: the content of <c>results/tableN.json</c>.</summary>
public sealed record StudyReport
{
    /// <summary>Its name.</summary>
    public required string Table { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>How much was spent on each row.</summary>
    public required StudyScale Scale { get; init; }

    /// <summary>Test sets, columns.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    /// <summary>The rows, each into each of its target languages.</summary>
    public required IReadOnlyList<StudyRowReport> Rows { get; init; }

    /// <summary>The commits that trained.</summary>
    public required IReadOnlyList<string> Commits { get; init; }

    /// <summary>The machines that trained.</summary>
    public required IReadOnlyList<string> Machines { get; init; }

    /// <summary>The command that fills the table.</summary>
    public required string Command { get; init; }

    /// <summary>How BLEU and METEOR were computed.</summary>
    public required IReadOnlyList<string> Signatures { get; init; }
}
