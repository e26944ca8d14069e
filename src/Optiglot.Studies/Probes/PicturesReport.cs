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

    /// <summary>The command that wrote this last.</summary>
    public required string Command { get; init; }

    /// <summary>The commit of Optiglot that did.</summary>
    public required string Commit { get; init; }

    /// <summary>Where each part comes from: they may be measured one after the other, days apart.</summary>
    public required IReadOnlyDictionary<string, ProbeSource> Sources { get; init; }

    /// <summary>This report, with the parts of an older one that it has not.</summary>
    public PicturesReport Over(PicturesReport older) => this with
    {
        PairAccuracy = PairAccuracy is null ? older.PairAccuracy
            : new PairAccuracy(PairAccuracy.Real ?? older.PairAccuracy?.Real, PairAccuracy.Noise ?? older.PairAccuracy?.Noise),
        Mask = Over(Mask, older.Mask), Bleu = Bleu ?? older.Bleu, Seeds = Over(Seeds, older.Seeds), Sources = Over(Sources, older.Sources),
    };

    private static SortedDictionary<string, T> Over<T>(IReadOnlyDictionary<string, T> own, IReadOnlyDictionary<string, T> older)
    {
        SortedDictionary<string, T> all = new(StringComparer.Ordinal);
        foreach ((string name, T value) in older.Concat(own)) all[name] = value;
        return all;
    }
}
