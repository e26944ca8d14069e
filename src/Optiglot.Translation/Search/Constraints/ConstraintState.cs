using System.Numerics;

namespace Optiglot.Translation;

/// <summary>What a hypothesis has of its constraints.</summary>
/// <param name="Bits">Phrases that are met, a bit each.</param>
/// <param name="Bank">Pieces of phrases that are written: of all that are met, and of the one that is being written. Hypotheses of a bank compete with one
/// another (Post and Vilar 2018, section 3).</param>
internal readonly record struct ConstraintState(ulong Bits, int Bank)
{
    /// <summary>Nothing is written.</summary>
    public static ConstraintState Start { get; }

    /// <summary>Whether a phrase is met.</summary>
    public bool Met(int phrase) => (Bits >> phrase & 1) == 1;

    /// <summary>Whether all are.</summary>
    public bool IsComplete(TargetConstraints constraints) => BitOperations.PopCount(Bits) == constraints.Phrases.Count;

    /// <summary>The state after one more piece.</summary>
    public ConstraintState After(TargetConstraints constraints, ReadOnlySpan<int> history, int piece)
    {
        Span<int> written = stackalloc int[history.Length + 1];
        history.CopyTo(written);
        written[^1] = piece;
        ulong bits = Bits;
        int met = 0, begun = 0;
        for (int i = 0; i < constraints.Phrases.Count; i++)
        {
            int[] phrase = constraints.Phrases[i];
            // Of two phrases that are the same, one is met at a time.
            if (!Met(i) && !Repeats(constraints.Phrases, i, bits ^ Bits) && constraints.IsBegun(written, phrase, phrase.Length)) bits |= 1UL << i;
            if ((bits >> i & 1) == 1) met += phrase.Length;
        }

        for (int i = 0; i < constraints.Phrases.Count; i++)
        {
            int[] phrase = constraints.Phrases[i];
            for (int length = phrase.Length - 1; length > begun && (bits >> i & 1) == 0; length--)
            {
                if (constraints.IsBegun(written, phrase, length)) begun = length;
            }
        }

        return new ConstraintState(bits, met + begun);
    }

    /// <summary>Adds the pieces that bring a phrase further.</summary>
    public void Collect(TargetConstraints constraints, ReadOnlySpan<int> history, List<int> pieces)
    {
        for (int i = 0; i < constraints.Phrases.Count; i++)
        {
            int[] phrase = constraints.Phrases[i];
            for (int length = Met(i) ? -1 : phrase.Length - 1; length >= 0; length--)
            {
                if (constraints.IsBegun(history, phrase, length) && !pieces.Contains(phrase[length])) pieces.Add(phrase[length]);
            }
        }
    }

    private static bool Repeats(IReadOnlyList<int[]> phrases, int index, ulong justMet)
    {
        for (int other = 0; other < index; other++)
        {
            if ((justMet >> other & 1) == 1 && phrases[other].AsSpan().SequenceEqual(phrases[index])) return true;
        }

        return false;
    }
}
