namespace Optiglot.Translation;

/// <summary>Sequences of pieces that a translation must have in it, each as whole words.</summary>
public sealed class TargetConstraints
{
    // Met phrases are bits of one number.
    internal const int Most = 64;

    private readonly Func<int, bool> _isOpen;

    /// <summary>Makes constraints of phrases in target pieces.</summary>
    /// <param name="phrases">Pieces of each phrase; a phrase that is there twice must be written twice.</param>
    /// <param name="isOpen">Whether a piece leaves its word open, so that no phrase can begin after it; null: none does.</param>
    /// <exception cref="ArgumentException">There are more than 64 phrases, or an empty one.</exception>
    public TargetConstraints(IReadOnlyList<int[]> phrases, Func<int, bool>? isOpen = null)
    {
        if (phrases.Count > Most) throw new ArgumentException(
            $"{phrases.Count} terms are asked for in one sentence, and {Most} can be; use a shorter glossary");
        if (phrases.Any(phrase => phrase.Length == 0)) throw new ArgumentException("a phrase that must be written has no pieces");
        (Phrases, _isOpen) = (phrases, isOpen ?? (_ => false));
        Pieces = phrases.Sum(phrase => phrase.Length);
    }

    /// <summary>The phrases, each as target pieces.</summary>
    public IReadOnlyList<int[]> Phrases { get; }

    /// <summary>Pieces of all phrases.</summary>
    internal int Pieces { get; }

    /// <summary>Places in <see cref="Phrases"/> of those that pieces lack.</summary>
    public IReadOnlyList<int> Missing(ReadOnlySpan<int> pieces)
    {
        var state = ConstraintState.Start;
        for (int i = 0; i < pieces.Length; i++) state = state.After(this, pieces[..i], pieces[i]);
        List<int> missing = [];
        for (int phrase = 0; phrase < Phrases.Count; phrase++)
        {
            if (!state.Met(phrase)) missing.Add(phrase);
        }

        return missing;
    }

    /// <summary>Whether the first so many pieces of a phrase are the last that were written, beginning with a word.</summary>
    internal bool IsBegun(ReadOnlySpan<int> written, int[] phrase, int length)
    {
        if (length > written.Length || !written[^length..].SequenceEqual(phrase.AsSpan(0, length))) return false;
        int before = written.Length - length - 1;
        return before < 0 || !_isOpen(written[before]);
    }
}
