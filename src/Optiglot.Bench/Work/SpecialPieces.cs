using Optiglot.Text;

namespace Optiglot.Bench;

/// <summary>Ids with a meaning of their own, as both sides need them.</summary>
public sealed record SpecialPieces
{
    /// <summary>Ids below this stand for no text in our BPE.</summary>
    internal const int Count = 5;

    /// <summary>Fills batches up; our BPE's by default, as all here.</summary>
    public int Pad { get; init; }

    /// <summary>Begins a sentence.</summary>
    public int Begin { get; init; } = 1;

    /// <summary>Ends a sentence.</summary>
    public int End { get; init; } = 2;

    /// <summary>Never written: padding, begin, unknown, mask, and ids the tokeniser does not have.</summary>
    public IReadOnlyList<int> Excluded { get; init; } = [0, 1, 3, 4];

    /// <summary>Those of a tokeniser.</summary>
    internal static SpecialPieces Of(ISubwordTokenizer tokenizer, int vocabulary) => new()
    {
        Pad = tokenizer.PadId,
        Begin = tokenizer.BeginId,
        End = tokenizer.EndId,
        Excluded = [tokenizer.PadId, tokenizer.BeginId, tokenizer.UnknownId, tokenizer.MaskId,
            .. Enumerable.Range(tokenizer.Count, Math.Max(0, vocabulary - tokenizer.Count))],
    };
}
