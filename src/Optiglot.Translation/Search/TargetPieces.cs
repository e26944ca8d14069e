namespace Optiglot.Translation;

/// <summary>The special pieces of the target vocabulary, as the search needs them.</summary>
/// <param name="Begin">The piece every hypothesis starts from.</param>
/// <param name="End">The piece that ends a hypothesis.</param>
/// <param name="Suppressed">Pieces that are never written, such as padding.</param>
/// <param name="Unknown">The unknown piece, or -1; written only when <see cref="BeamOptions.AllowUnknown"/> says so.</param>
public sealed record TargetPieces(int Begin, int End, IReadOnlyList<int> Suppressed, int Unknown = -1)
{
    /// <summary>Everything that may not be written, the end piece included: that one is ranked on its own.</summary>
    internal int[] Excluded(bool allowUnknown)
    {
        var excluded = new HashSet<int>(Suppressed) { Begin };
        if (!allowUnknown && Unknown >= 0) excluded.Add(Unknown);
        excluded.Add(End);
        return [.. excluded];
    }
}
