namespace Optiglot.Metrics;

/// <summary>
/// Edits between two word sequences, block shifts included: greedy search for the shift that lowers the edit distance most,
/// with Tercom's filters and tie rules as sacreBLEU has them. Words are numbers.
/// </summary>
internal sealed class TerEdits
{
    private const int LongestShift = 10;
    private const int FarthestShift = 50;
    private const int MostCandidates = 1000; // sacreBLEU's own limit, for degenerate lines

    private readonly TerDistance distance = new();
    private int[] current = new int[64], shifted = new int[64], best = new int[64];
    private int length, references, candidates;

    /// <summary>The reference's words; the caller fills and may replace the array.</summary>
    public int[] Reference { get; set; } = new int[64];

    /// <summary>Counts edits and shifts that turn the hypothesis into the first <paramref name="references"/> words of <see cref="Reference"/>.</summary>
    public int Count(ReadOnlySpan<int> hypothesis, int references)
    {
        if (references == 0) return hypothesis.Length;
        (length, this.references, candidates) = (hypothesis.Length, references, 0);
        if (current.Length < length) (current, shifted, best) = (new int[2 * length], new int[2 * length], new int[2 * length]);
        hypothesis.CopyTo(current);
        int shifts = 0;
        while (true)
        {
            int before = distance.Align(current.AsSpan(0, length), Reference.AsSpan(0, references));
            int gain = before == 0 ? 0 : FindShift(before);
            if (candidates >= MostCandidates || gain <= 0) return shifts + before;
            shifts++;
            (current, best) = (best, current);
        }
    }

    // Leaves the best shifted sequence in `best`; ties: longer, then earlier in the hypothesis, then earlier target.
    private int FindShift(int before)
    {
        (int Gain, int Length, int Start, int Target) found = (int.MinValue, 0, 0, 0);
        for (int start = 0; start < length; start++)
        {
            int first = Math.Max(0, start - FarthestShift), last = Math.Min(references - 1, start + FarthestShift);
            for (int at = first; at <= last; at++)
            {
                int size = 0;
                while (size < LongestShift && start + size < length && at + size < references && current[start + size] == Reference[at + size])
                {
                    size++;
                    if (Skips(start, at, size)) continue;
                    TryTargets(start, at, size, before, ref found);
                    if (candidates >= MostCandidates) return found.Gain;
                }
            }
        }
        return found.Gain;
    }

    // No shift of words that are right already, to a place that is right already, or into itself.
    private bool Skips(int start, int at, int size) =>
        !distance.HypothesisErrors(start, size) || !distance.ReferenceErrors(at, size)
        || (start <= distance.Aligned(at) && distance.Aligned(at) < start + size);

    private void TryTargets(int start, int at, int size, int before, ref (int Gain, int Length, int Start, int Target) found)
    {
        int previous = -1;
        for (int offset = -1; offset < size; offset++)
        {
            int place = at + offset;
            if (place >= references) break;
            int target = place == -1 ? 0 : distance.Aligned(place) + 1;
            if (target == previous) continue;
            previous = target;
            Shift(start, size, target);
            candidates++;
            int gain = before - distance.After(shifted.AsSpan(0, length), Math.Min(start, target));
            if ((gain, size, -start, -target).CompareTo((found.Gain, found.Length, -found.Start, -found.Target)) <= 0) continue;
            found = (gain, size, start, target);
            (best, shifted) = (shifted, best);
        }
    }

    // A target inside the block means that many words behind it come to stand before it.
    private void Shift(int start, int size, int target)
    {
        var from = current.AsSpan(0, length);
        int end = start + size;
        var (low, middle, high) = target < start ? (target, start, end) : target > end ? (start, end, target) : (start, end, Math.Min(length, size + target));
        from[..low].CopyTo(shifted);
        from[middle..high].CopyTo(shifted.AsSpan(low));
        from[low..middle].CopyTo(shifted.AsSpan(low + high - middle));
        from[high..].CopyTo(shifted.AsSpan(high));
    }
}
