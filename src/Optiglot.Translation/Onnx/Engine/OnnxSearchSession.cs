namespace Optiglot.Translation;

/// <summary>The decoder's graph under the search. Memory is the graph's and outlives this.</summary>
internal sealed class OnnxSearchSession : ISearchSession
{
    private readonly OnnxGraphSession _graph;
    private readonly Dictionary<string, long> _sizes;
    private readonly PastEntries _past;
    private readonly RecurrentStates _states;

    /// <summary>Begins a search on what the encoder's graph has just made.</summary>
    /// <param name="graph">The decoder's graph.</param>
    /// <param name="sizes">Sizes of the encoder's dimensions; the decoder's are added.</param>
    /// <param name="beam">Hypotheses a sentence.</param>
    /// <param name="maximum">Most steps.</param>
    public OnnxSearchSession(OnnxGraphSession graph, Dictionary<string, long> sizes, int beam, int maximum)
    {
        (_graph, _sizes, Beam, Sentences) = (graph, sizes, beam, (int)sizes["sentences"]);
        VocabularySize = graph.Dimension(StepNames.Logits, 1);
        _past = new PastEntries(graph, Sentences, beam, maximum);
        _states = new RecurrentStates(graph, beam);
        Reshape(Beam);
        _past.Mask();
    }

    public int Sentences { get; private set; }

    public int Beam { get; }

    public int VocabularySize { get; }

    public bool RecordAttention { get; set; }

    public ReadOnlySpan<float> Attention => RecordAttention ? _graph[StepNames.Attention].Floats : [];

    /// <summary>
    /// Scores of the last step, <c>[sentences · beam, vocabulary]</c>; valid until the next. Where the first step was one hypothesis' alone, its scores come
    /// first, a row a sentence.
    /// </summary>
    internal ReadOnlySpan<float> Logits => _graph[StepNames.Logits].Floats;

    public void Step(ReadOnlySpan<long> tokens, StepScores scores)
    {
        // Before the first step all hypotheses of a sentence are the same. Attention is kept for each of them, though.
        if (_past.Steps == 0 && Beam > 1 && !RecordAttention)
        {
            FirstStep(tokens, scores);
            return;
        }

        if (_past.IsFull) _past.Grow(() => Reshape(Beam));
        tokens.CopyTo(_graph[StepNames.Tokens].Longs);
        _graph[StepNames.Place].Longs[0] = _past.Steps;
        _graph.Run();
        _past.Append();
        _states.Append();
        scores.Read(Logits, VocabularySize);
    }

    public void Reorder(ReadOnlySpan<long> beams)
    {
        _past.Reorder(beams);
        _states.Reorder(beams);
    }

    public void Keep(ReadOnlySpan<long> sentences)
    {
        _graph.KeepSentences(sentences, Sentences);
        Sentences = sentences.Length;
        _past.Keep(Sentences);
        Reshape(Beam);
    }

    public void Dispose()
    {
    }

    private void FirstStep(ReadOnlySpan<long> tokens, StepScores scores)
    {
        Reshape(1);
        _past.Mask();
        var input = _graph[StepNames.Tokens].Longs;
        for (int i = 0; i < input.Length; i++) input[i] = tokens[i * Beam];
        _graph[StepNames.Place].Longs[0] = 0;
        _graph.Run();
        scores.Read(Logits, VocabularySize, Beam);
        _states.AppendFirst(() => _past.AppendFirst(() => Reshape(Beam)));
    }

    private void Reshape(int beam)
    {
        (_sizes["sentences"], _sizes["beam"], _sizes["hypotheses"], _sizes["entries"]) = (Sentences, beam, (long)Sentences * beam, _past.Entries);
        _graph.Reshape(_sizes);
    }
}
