namespace Optiglot.DemoWorld;

/// <summary>All that a demo run found out: plain data for a table, for JSON and for the report.</summary>
public sealed record DemoResult
{
    /// <summary>Target language: "de" or "fr".</summary>
    public required string Language { get; init; }

    /// <summary>The world that was drawn.</summary>
    public required WorldOptions World { get; init; }

    /// <summary>The table, a row a condition.</summary>
    public required IReadOnlyList<DemoRow> Rows { get; init; }

    /// <summary>Signature of the BLEU scores.</summary>
    public required string BleuSignature { get; init; }

    /// <summary>Signature of the METEOR scores.</summary>
    public string MeteorSignature { get; init; } = "";

    /// <summary>Scenes to look at.</summary>
    public IReadOnlyList<DemoExample> Examples { get; init; } = [];

    /// <summary>Development BLEU over time.</summary>
    public IReadOnlyList<DemoCurve> Curves { get; init; } = [];

    /// <summary>Steps and their times.</summary>
    public IReadOnlyList<DemoPhase> Phases { get; init; } = [];

    /// <summary>Wall-clock time of the whole run.</summary>
    public double Minutes { get; init; }

    /// <summary>The row of a condition, or null.</summary>
    public DemoRow? Row(DemoCondition condition) => Rows.FirstOrDefault(r => r.Condition == condition);
}
