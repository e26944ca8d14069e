namespace Optiglot.Metrics;

/// <summary>What ranks a partial alignment.</summary>
internal struct MeteorState()
{
    public int Matches, Chunks, Distance;

    /// <summary>The first reference word not dealt with.</summary>
    public int Next;

    /// <summary>Hypothesis word behind the last match, -1 where no chunk is open.</summary>
    public int LastEnd = -1;

    /// <summary>Counts a match and moves behind it.</summary>
    public void Advance(MeteorMatch match)
    {
        // The Java program adds half a match to an integer, so all but exact matches round down: one word counts nothing, two count one.
        Matches += match.Exact ? match.OtherLength + match.Length : match.OtherLength / 2 + match.Length / 2;
        if (LastEnd != -1 && match.OtherStart != LastEnd) Chunks++;
        Next = match.Start + match.Length;
        LastEnd = match.OtherStart + match.OtherLength;
    }

    /// <summary>Leaves a word unmatched, which ends a chunk.</summary>
    public void Skip()
    {
        EndChunk();
        Next++;
    }

    public void EndChunk()
    {
        if (LastEnd != -1) Chunks++;
        LastEnd = -1;
    }

    /// <summary>Negative if this one is better: more matches, then fewer chunks, then less distance.</summary>
    public readonly int CompareTo(MeteorState other) =>
        Matches != other.Matches ? other.Matches.CompareTo(Matches)
        : Chunks != other.Chunks ? Chunks.CompareTo(other.Chunks)
        : Distance.CompareTo(other.Distance);
}
