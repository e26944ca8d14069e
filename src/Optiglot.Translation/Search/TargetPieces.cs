using Optiglot.Text;

namespace Optiglot.Translation;

/// <summary>The special pieces of the target vocabulary, as the search needs them.</summary>
/// <param name="Begin">The piece every hypothesis starts from.</param>
/// <param name="End">The piece that ends a hypothesis.</param>
/// <param name="Suppressed">Pieces that are never written, such as padding.</param>
/// <param name="Unknown">The unknown piece, or -1; written only when <see cref="BeamOptions.AllowUnknown"/> says so.</param>
public sealed record TargetPieces(int Begin, int End, IReadOnlyList<int> Suppressed, int Unknown = -1)
{
    /// <summary>The pieces of a tokeniser. Ids the model has beyond the tokeniser's, to round its size up, are suppressed.</summary>
    /// <param name="tokenizer">The target's tokeniser.</param>
    /// <param name="vocabularySize">The model's target pieces; null where they are the tokeniser's.</param>
    public static TargetPieces For(ISubwordTokenizer tokenizer, int? vocabularySize = null)
    {
        int extra = Math.Max(0, (vocabularySize ?? tokenizer.Count) - tokenizer.Count);
        return new(tokenizer.BeginId, tokenizer.EndId, [tokenizer.PadId, tokenizer.MaskId, .. Enumerable.Range(tokenizer.Count, extra)], tokenizer.UnknownId);
    }

    /// <summary>Everything that may not be written, the end piece included: that one is ranked on its own.</summary>
    internal int[] Excluded(bool allowUnknown)
    {
        var excluded = new HashSet<int>(Suppressed) { Begin };
        if (!allowUnknown && Unknown >= 0) excluded.Add(Unknown);
        excluded.Add(End);
        return [.. excluded];
    }
}
