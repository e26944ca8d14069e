namespace Optiglot.Metrics.Onnx;

/// <summary>Puts a segment's texts together: <c>[begin] part [separator] part [end]</c>, no longer than the model takes.</summary>
internal sealed class SequenceBuilder(LearnedSequence sequence, PieceEncoder pieces, int maximumLength)
{
    private readonly int specials = (pieces.Begin.HasValue ? 1 : 0) + (pieces.End.HasValue ? 1 : 0) + (sequence.Parts.Count - 1) * pieces.Separator.Count;

    /// <summary>Builds a segment's sequence.</summary>
    /// <param name="texts">Pieces of each text, by <see cref="LearnedPart"/>.</param>
    public EncodedSequence Build(int[][] texts)
    {
        int[][] parts = [.. sequence.Parts.Select(part => texts[(int)part])];
        int[] lengths = Fit([.. parts.Select(part => part.Length)]);
        List<int> ids = new(specials + lengths.Sum());
        int firstPart = 0;
        if (pieces.Begin is { } begin) ids.Add(begin);
        for (int p = 0; p < parts.Length; p++)
        {
            ids.AddRange(parts[p].AsSpan(0, lengths[p]));
            if (p + 1 < parts.Length) ids.AddRange(pieces.Separator);
            else if (pieces.End is { } end) ids.Add(end);
            if (p == 0) firstPart = ids.Count;
        }
        return new EncodedSequence([.. ids], firstPart);
    }

    // Takes from the longest part, of equals from the last, until all fit.
    private int[] Fit(int[] lengths)
    {
        for (int over = lengths.Sum() + specials - maximumLength; over > 0 && lengths.Max() > 0; over--) lengths[Array.LastIndexOf(lengths, lengths.Max())]--;
        return lengths;
    }
}
