namespace Optiglot.Translation;

/// <summary>
/// Batched beam search over a decoder, whatever engine it runs on. Ties rank the earlier hypothesis first, then the lower piece; results do not depend on what
/// else is in the batch, and beam 1 is greedy search.
/// </summary>
/// <param name="options">How to search.</param>
/// <param name="pieces">The target's special pieces.</param>
public sealed class BeamSearch(BeamOptions options, TargetPieces pieces)
{
    // Finished sentences leave once they are an eighth of the batch: each leaving copies the source's keys and values of those that stay.
    private const int ShrinkFraction = 8;

    /// <summary>Translates the sentences of a session.</summary>
    /// <param name="session">A fresh session whose beam is <see cref="BeamOptions.Beam"/>; not disposed.</param>
    /// <param name="lengthLimits">Longest output of each sentence, end piece included (<see cref="BeamOptions.LengthLimit"/>), <c>[sentences]</c>.</param>
    /// <param name="constraints">What each sentence's translation must have in it, <c>[sentences]</c>; null: nothing.</param>
    /// <param name="cancellation">Ends the search at the next step.</param>
    /// <returns>For each sentence up to <see cref="BeamOptions.NBest"/> hypotheses, best first; at least one.</returns>
    /// <exception cref="ArgumentException">Options, session and limits do not fit.</exception>
    /// <exception cref="InvalidDataException">The model's scores are not numbers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<IReadOnlyList<Hypothesis>> Search(
        ISearchSession session, IReadOnlyList<int> lengthLimits, IReadOnlyList<TargetConstraints?>? constraints = null,
        CancellationToken cancellation = default)
    {
        options.Validate();
        if (session.Beam != options.Beam) throw new ArgumentException($"search: the session has beam {session.Beam}, the options {options.Beam}");
        if (lengthLimits.Count != session.Sentences)
            throw new ArgumentException($"search: {lengthLimits.Count} length limits for {session.Sentences} sentences");
        if (constraints is not null && constraints.Count != session.Sentences)
            throw new ArgumentException($"search: {constraints.Count} constraints for {session.Sentences} sentences");
        if (lengthLimits.Any(limit => limit < 1)) throw new ArgumentException("search: length limits must be at least 1");
        var attention = options.Attention ? new AttentionTrace() : null;
        session.RecordAttention = options.Attention;
        var sentences = lengthLimits.Select((limit, i) => SentenceSearch.Create(options, pieces.End, limit, attention, constraints?[i])).ToArray();
        Run(session, sentences, attention, cancellation);
        return Array.ConvertAll(sentences, sentence => sentence.Best);
    }

    private void Run(ISearchSession session, SentenceSearch[] sentences, AttentionTrace? attention, CancellationToken cancellation)
    {
        int beam = options.Beam;
        var scores = new StepScores(sentences.Length * beam, Math.Min(beam, session.VocabularySize), pieces.Excluded(options.AllowUnknown), pieces.End);
        var tokens = new long[sentences.Length * beam];
        var beams = new long[sentences.Length * beam];
        Array.Fill(tokens, pieces.Begin);
        for (bool first = true; sentences.Length > 0; first = false)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < sentences.Length; i++) sentences[i].Prepare(scores, i * beam);
            Step(session, scores, tokens, attention);
            for (int i = 0; i < sentences.Length; i++)
            {
                var newTokens = tokens.AsSpan(i * beam, beam);
                var from = beams.AsSpan(i * beam, beam);
                if (!sentences[i].Done) sentences[i].Advance(scores, i, newTokens, from);
                else Rest(newTokens, from);
            }

            sentences = Shrink(session, sentences, tokens, beams);
            if (!first) Reorder(session, beams.AsSpan(0, sentences.Length * beam));
        }
    }

    private void Step(ISearchSession session, StepScores scores, long[] tokens, AttentionTrace? attention)
    {
        session.Step(tokens.AsSpan(0, session.Sentences * options.Beam), scores);
        if (attention is null) return;
        if (session.Attention.IsEmpty) throw new ArgumentException("search: attention was asked for, but this decoder keeps none");
        attention.Add(session.Attention, session.Sentences, options.Beam);
    }

    private void Rest(Span<long> tokens, Span<long> beams)
    {
        tokens.Fill(pieces.End);
        for (int i = 0; i < beams.Length; i++) beams[i] = i;
    }

    private SentenceSearch[] Shrink(ISearchSession session, SentenceSearch[] sentences, long[] tokens, long[] beams)
    {
        int finished = sentences.Count(sentence => sentence.Done);
        if (finished == sentences.Length) return [];
        if (finished * ShrinkFraction < sentences.Length || finished == 0) return sentences;
        long[] kept = [.. Enumerable.Range(0, sentences.Length).Where(i => !sentences[i].Done).Select(i => (long)i)];
        int beam = options.Beam;
        for (int i = 0; i < kept.Length; i++)
        {
            Array.Copy(tokens, kept[i] * beam, tokens, i * beam, beam);
            Array.Copy(beams, kept[i] * beam, beams, i * beam, beam);
        }

        session.Keep(kept);
        return [.. kept.Select(i => sentences[i])];
    }

    // Before the first step all hypotheses of a sentence are the same, so the first choice needs no reordering.
    private void Reorder(ISearchSession session, ReadOnlySpan<long> beams)
    {
        for (int i = 0; i < beams.Length; i++)
        {
            if (beams[i] == i % options.Beam) continue;
            session.Reorder(beams);
            return;
        }
    }
}
