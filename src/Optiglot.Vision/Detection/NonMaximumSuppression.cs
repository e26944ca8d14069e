using System.Runtime.InteropServices;

namespace Optiglot.Vision;

/// <summary>One box for one thing.</summary>
internal static class NonMaximumSuppression
{
    /// <summary>
    /// Sorts by falling score (equal ones stay in order) and keeps, greedily, each box that overlaps no kept box of its class by more than the threshold,
    /// until <paramref name="most"/> are kept.
    /// </summary>
    public static List<Candidate> Keep(List<Candidate> candidates, float overlap, int most)
    {
        Span<(float Score, int Order)> keys = candidates.Count <= 1024 ? stackalloc (float, int)[candidates.Count] : new (float, int)[candidates.Count];
        for (int i = 0; i < keys.Length; i++) keys[i] = (-candidates[i].Score, i);
        keys.Sort();
        var kept = new List<Candidate>(Math.Min(most, candidates.Count));
        foreach (var (_, order) in keys)
        {
            if (kept.Count >= most) break;
            var candidate = candidates[order];
            if (!Covered(candidate, CollectionsMarshal.AsSpan(kept), overlap)) kept.Add(candidate);
        }
        return kept;
    }

    private static bool Covered(in Candidate candidate, ReadOnlySpan<Candidate> kept, float overlap)
    {
        foreach (ref readonly var other in kept)
            if (other.ClassId == candidate.ClassId && candidate.Overlap(other) > overlap) return true;
        return false;
    }
}
