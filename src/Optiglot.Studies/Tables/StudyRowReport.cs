using System.Text.Json.Serialization;

namespace Optiglot.Studies.Tables;

/// <summary>A row as it stands: the paper's numbers and ours.</summary>
public sealed record StudyRowReport
{
    /// <summary>The system.</summary>
    public required string Name { get; init; }

    /// <summary>The target language.</summary>
    public required string Target { get; init; }

    /// <summary>The recipe; null: the row is only quoted.</summary>
    public string? Recipe { get; init; }

    /// <summary>BLEU that the paper prints, by set.</summary>
    public IReadOnlyDictionary<string, double> Paper { get; init; } = new Dictionary<string, double>();

    /// <summary>METEOR that the paper prints, by set.</summary>
    public IReadOnlyDictionary<string, double> PaperMeteor { get; init; } = new Dictionary<string, double>();

    /// <summary>Seeds that have been run to their end.</summary>
    public IReadOnlyList<ulong> Seeds { get; init; } = [];

    /// <summary>Ours, by set; empty where nothing has been run.</summary>
    public IReadOnlyDictionary<string, StudyScores> Scores { get; init; } = new Dictionary<string, StudyScores>();

    /// <summary>Mean minutes of a run, what it shares with others included.</summary>
    public double? Minutes { get; init; }

    /// <summary>Numbers in the network.</summary>
    public long? Parameters { get; init; }

    /// <summary>The row it is tested against.</summary>
    public string? Against { get; init; }

    /// <summary>
    /// Paired approximate randomisation against that row, BLEU of all sets' lines together; counts of seeds that both have are averaged line by line, so that a
    /// line stays one item of the test.
    /// </summary>
    [JsonPropertyName("p")]
    public double? PValue { get; init; }

    /// <summary>The same by set.</summary>
    [JsonPropertyName("p_by_set")]
    public IReadOnlyDictionary<string, double>? PBySet { get; init; }

    /// <summary>Whether BLEU on the dev set was still rising when training ended: its last evaluation was its best.</summary>
    public bool Rising { get; init; }

    /// <summary>BLEU of lines with a picture: the right one, a wrong one, none; by set, where the recipe asks for it.</summary>
    public IReadOnlyList<StudyPictures> Incongruent { get; init; } = [];

    /// <summary>Percent of hidden words translated right, likewise; by kind.</summary>
    public IReadOnlyList<StudyPictures> HiddenWords { get; init; } = [];

    /// <summary>What a reader must know of the row.</summary>
    public string? Note { get; init; }
}
