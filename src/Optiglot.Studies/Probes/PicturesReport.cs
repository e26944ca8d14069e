using System.Text.Json.Serialization;

namespace Optiglot.Studies.Probes;

/// <summary>What pictures are worth, in one place: the content of <c>results/pictures.json</c>. Parts that were not asked for are absent.</summary>
public sealed record PicturesReport
{
    /// <summary>Paired-image prediction on held-out pairs, 0..1: with real pictures, and with noise in their place, where it must be at chance.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PairAccuracy? PairAccuracy { get; init; }

    /// <summary>Hidden words that came out right, by kind of word.</summary>
    public required IReadOnlyDictionary<string, HiddenWordAccuracy> Mask { get; init; }

    /// <summary>BLEU where nothing is hidden.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PictureWorth? Bleu { get; init; }

    /// <summary>Seeds of the models, by probe.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<ulong>> Seeds { get; init; }

    /// <summary>The command that wrote this.</summary>
    public required string Command { get; init; }

    /// <summary>The commit of Optiglot that did.</summary>
    public required string Commit { get; init; }

    /// <summary>The machine.</summary>
    public required string Machine { get; init; }
}
