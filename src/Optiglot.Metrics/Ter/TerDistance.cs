namespace Optiglot.Metrics;

/// <summary>
/// Edit distance in a band around the diagonal, with the alignment of its best path. Rows of the aligned hypothesis are kept:
/// a shifted one shares its first words and starts from their row (sacreBLEU keeps a trie of rows to the same end).
/// </summary>
internal sealed class TerDistance
{
    private enum Step : byte { None, Keep, Substitute, Insert, Delete }

    private const int Band = 25;
    private const int Unreached = 1 << 28;

    private int[] rows = new int[4096], above = new int[64], row = new int[64], aligned = new int[64];
    private Step[] steps = new Step[4096];
    private bool[] hypothesisErrors = new bool[64], referenceErrors = new bool[64];
    private int[] reference = new int[64];
    private int width, length, stride, band;
    private double ratio;
    private bool whole;

    /// <summary>The hypothesis position a reference word is aligned to, or the one before it if it has none.</summary>
    public int Aligned(int reference) => aligned[reference];

    /// <summary>Whether any of the words is wrong.</summary>
    public bool HypothesisErrors(int start, int size) => hypothesisErrors.AsSpan(start, size).Contains(true);

    /// <summary>Whether any of the words is missed.</summary>
    public bool ReferenceErrors(int start, int size) => referenceErrors.AsSpan(start, size).Contains(true);

    /// <summary>Distance and alignment of a hypothesis; its rows serve <see cref="After"/>.</summary>
    public int Align(ReadOnlySpan<int> hypothesis, ReadOnlySpan<int> reference)
    {
        Prepare(hypothesis, reference);
        rows[0] = Unreached;
        for (int j = 0; j < stride - 1; j++) rows[j + 1] = j;
        for (int i = 1; i <= length; i++)
            Fill(hypothesis[i - 1], i, rows.AsSpan((i - 1) * stride, stride), rows.AsSpan(i * stride, stride), steps.AsSpan(i * stride, stride));
        Trace();
        return rows[length * stride + Cell(length, width - 1)];
    }

    /// <summary>Distance of a hypothesis of the same length that shares the first <paramref name="same"/> words with the aligned one.</summary>
    public int After(ReadOnlySpan<int> hypothesis, int same)
    {
        rows.AsSpan(same * stride, stride).CopyTo(above);
        for (int i = same + 1; i <= length; i++)
        {
            Fill(hypothesis[i - 1], i, above.AsSpan(0, stride), row.AsSpan(0, stride), []);
            (above, row) = (row, above);
        }
        return above[Cell(length, width - 1)];
    }

    private void Prepare(ReadOnlySpan<int> hypothesis, ReadOnlySpan<int> reference)
    {
        (length, width) = (hypothesis.Length, reference.Length + 1);
        ratio = length > 0 ? (double)reference.Length / length : 1;
        // Lines of very different lengths would otherwise have rows that do not overlap.
        band = Band < ratio / 2 ? (int)Math.Ceiling(ratio / 2 + Band) : Band;
        // A row keeps its band, what the next row reads of it, and one cell before it that is never reached.
        whole = width <= 4 * band + 2;
        stride = 1 + (whole ? width : 4 * band + 2);
        int cells = checked((length + 1) * stride);
        if (rows.Length < cells) (rows, steps) = (new int[cells], new Step[cells]);
        if (row.Length < stride) (row, above) = (new int[stride], new int[stride]);
        if (aligned.Length < width) (aligned, referenceErrors, this.reference) = (new int[width], new bool[width], new int[width]);
        if (hypothesisErrors.Length < length) hypothesisErrors = new bool[length];
        reference.CopyTo(this.reference);
    }

    // The first column of the band in row i.
    private int First(int i) => Math.Max(0, (int)Math.Floor(i * ratio) - band);

    // Where column j lies in the kept part of row i.
    private int Cell(int i, int j) => j + 1 - (whole ? 0 : First(i));

    // Of equal costs the order is keep or substitute, delete, insert: Tercom's, with the last two swapped since the path is read backwards.
    private void Fill(int word, int i, ReadOnlySpan<int> above, Span<int> row, Span<Step> steps)
    {
        int first = First(i), last = i == length ? width : Math.Min(width, (int)Math.Floor(i * ratio) + band);
        int at = Cell(i, first), up = Cell(i - 1, first);
        row.Fill(Unreached);
        for (int j = first; j < last; j++, at++, up++)
        {
            int cost = above[up] + 1;
            var step = Step.Delete;
            if (j > 0)
            {
                bool same = word == reference[j - 1];
                int keep = above[up - 1] + (same ? 0 : 1);
                if (keep <= cost) (cost, step) = (keep, same ? Step.Keep : Step.Substitute);
                if (row[at - 1] + 1 < cost) (cost, step) = (row[at - 1] + 1, Step.Insert);
            }
            row[at] = Math.Min(cost, Unreached);
            if (!steps.IsEmpty) steps[at] = step;
        }
    }

    private void Trace()
    {
        int i = length, j = width - 1;
        while (i > 0 || j > 0)
        {
            var step = i == 0 ? Step.Insert : j == 0 ? Step.Delete : StepAt(i, j);
            if (step == Step.Delete) hypothesisErrors[--i] = true;
            else if (step == Step.Insert) Set(--j, i - 1, true);
            else
            {
                hypothesisErrors[--i] = step == Step.Substitute;
                Set(--j, i, step == Step.Substitute);
            }
        }
    }

    // Outside the band there is no step; the path never gets there on lines that the band can join.
    private Step StepAt(int i, int j) => Cell(i, j) is var cell and >= 0 && cell < stride ? steps[i * stride + cell] : Step.Substitute;

    private void Set(int at, int position, bool error) => (aligned[at], referenceErrors[at]) = (position, error);
}
