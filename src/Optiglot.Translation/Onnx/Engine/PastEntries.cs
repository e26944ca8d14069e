namespace Optiglot.Translation;

/// <summary>
/// Keys and values of earlier steps, kept a sentence: an entry a step and hypothesis, that all hypotheses of the sentence share, and a mask that says which
/// entries are a hypothesis' own past. A reordered beam moves rows of the mask and nothing else. Room grows by some steps at a time; what is not filled yet is
/// masked.
/// </summary>
internal sealed class PastEntries
{
    private const int FirstSteps = 8;

    // Below this many numbers handing out work costs more than the work.
    private const long NumbersWorthThreads = 1 << 18;

    private readonly OnnxGraphSession _graph;
    private readonly (OnnxBuffer Past, OnnxBuffer New)[] _kept;
    private readonly int _heads, _head, _beam, _maximum;
    private int _sentences;
    private float[] _oldRows = [];

    /// <summary>Room for the first steps, all masked. The graph is given its shapes by the caller.</summary>
    /// <param name="graph">The decoder's graph.</param>
    /// <param name="sentences">Sentences of the batch.</param>
    /// <param name="beam">Hypotheses a sentence.</param>
    /// <param name="maximum">Most steps.</param>
    public PastEntries(OnnxGraphSession graph, int sentences, int beam, int maximum)
    {
        (_graph, _sentences, _beam, _maximum) = (graph, sentences, beam, maximum);
        _kept = [.. Enumerable.Range(0, int.MaxValue).TakeWhile(layer => graph.Has(StepNames.PastKeys(layer)))
            .SelectMany(layer => ((OnnxBuffer, OnnxBuffer)[])[(graph[StepNames.PastKeys(layer)], graph[StepNames.NewKeys(layer)]),
                (graph[StepNames.PastValues(layer)], graph[StepNames.NewValues(layer)])])];
        // A recurrent decoder keeps its states alone.
        if (_kept.Length > 0) (_heads, _head) = (graph.Dimension(StepNames.PastKeys(0), 1), graph.Dimension(StepNames.PastKeys(0), 3));
        Room = Math.Min(FirstSteps, maximum);
    }

    /// <summary>Steps there is room for.</summary>
    public int Room { get; private set; }

    /// <summary>Steps kept.</summary>
    public int Steps { get; private set; }

    /// <summary>Entries of a sentence, filled or not: a dimension of the graph.</summary>
    public int Entries => Room * _beam;

    private Span<float> Bias => _graph[StepNames.PastBias].Floats;

    /// <summary>Masks everything: once the graph has its shapes.</summary>
    public void Mask() => Bias.Fill(LayerGraph.Masked);

    /// <summary>Whether there is no room for another step.</summary>
    public bool IsFull => Steps == Room;

    /// <summary>Makes room. What is kept moves to where the new shapes, which <paramref name="reshape"/> gives the graph, have it.</summary>
    public void Grow(Action reshape)
    {
        int oldEntries = Entries;
        float[] oldMask = Bias.ToArray();
        Room = Math.Min(_maximum, Room + Math.Max(FirstSteps, Room / 2));
        if (Room == Steps) throw new InvalidOperationException($"decoding went past its {_maximum} steps");
        reshape();
        foreach (var (past, _) in _kept) Spread(past.Floats, oldEntries * _head, Entries * _head);
        Mask();
        for (int row = 0; row < _sentences * _beam; row++) oldMask.AsSpan(row * oldEntries, oldEntries).CopyTo(Bias[(row * Entries)..]);
    }

    /// <summary>Keeps what the step just run made; each hypothesis sees its own entry from now on.</summary>
    public void Append()
    {
        if ((long)_kept.Length * _sentences * _heads * _beam * _head < NumbersWorthThreads)
        {
            foreach (var (past, fresh) in _kept) Append(past, fresh, _beam);
        }
        else
        {
            Parallel.ForEach(_kept, each => Append(each.Past, each.New, _beam));
        }

        var mask = Bias;
        for (int row = 0; row < _sentences * _beam; row++) mask[row * Entries + Steps * _beam + row % _beam] = 0;
        Steps++;
    }

    /// <summary>
    /// Keeps what a first step with one hypothesis a sentence made, for all of them to see; <paramref name="reshape"/> gives the graph the shapes of the beam
    /// again.
    /// </summary>
    public void AppendFirst(Action reshape)
    {
        foreach (var (past, fresh) in _kept) Append(past, fresh, 1);
        reshape();
        Mask();
        var mask = Bias;
        for (int row = 0; row < _sentences * _beam; row++) mask[row * Entries] = 0;
        Steps = 1;
    }

    /// <summary>Gives each hypothesis the past of another of the same sentence.</summary>
    /// <param name="beams">Which old hypothesis each new one continues, <c>[sentences, beam]</c>.</param>
    public void Reorder(ReadOnlySpan<long> beams)
    {
        int rows = _beam * Entries;
        if (_oldRows.Length < rows) _oldRows = new float[rows];
        for (int sentence = 0; sentence < _sentences; sentence++)
        {
            var mask = Bias.Slice(sentence * rows, rows);
            mask.CopyTo(_oldRows);
            for (int i = 0; i < _beam; i++) _oldRows.AsSpan((int)beams[sentence * _beam + i] * Entries, Entries).CopyTo(mask[(i * Entries)..]);
        }
    }

    /// <summary>Knows that sentences have left; the graph's inputs are moved by the caller.</summary>
    public void Keep(int sentences) => _sentences = sentences;

    private void Append(OnnxBuffer past, OnnxBuffer fresh, int beam)
    {
        int block = beam * _head, stride = Entries * _head, start = Steps * _beam * _head;
        Span<float> from = fresh.Floats, to = past.Floats;
        for (int i = 0; i < _sentences * _heads; i++) from.Slice(i * block, block).CopyTo(to[(i * stride + start)..]);
    }

    // Blocks of one size become the beginnings of larger ones: the last first, so that none is overwritten. What lies behind them is old and masked, but
    // finite.
    private void Spread(Span<float> numbers, int oldStride, int stride)
    {
        for (int i = _sentences * _heads - 1; i > 0; i--) numbers.Slice(i * oldStride, oldStride).CopyTo(numbers[(i * stride)..]);
    }
}
