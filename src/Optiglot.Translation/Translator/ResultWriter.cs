using Optiglot.Text;

namespace Optiglot.Translation;

/// <summary>Hypotheses to results: pieces to words to natural text, parts of split sentences joined.</summary>
/// <param name="preparer">Restores target text.</param>
/// <param name="source">The source's tokeniser, for the names of pieces and for those it lacks.</param>
/// <param name="target">The target's tokeniser.</param>
/// <param name="layout">Says which pieces the model saw.</param>
internal sealed class ResultWriter(TextPreparer preparer, ISubwordTokenizer source, ISubwordTokenizer target, SourceLayout layout)
{
    private static readonly TranslationCandidate Nothing = new("", "", 0, 0);

    /// <summary>Writes one result.</summary>
    /// <param name="parts">The request's parts.</param>
    /// <param name="found">The hypotheses of each part.</param>
    /// <param name="notes">What was noted so far.</param>
    public TranslationResult Write(ReadOnlySpan<SourceExample> parts, ReadOnlySpan<IReadOnlyList<Hypothesis>> found, IReadOnlyList<string> notes)
    {
        if (parts.IsEmpty) return new TranslationResult { Best = Nothing, NBest = [Nothing], Notes = notes };
        int ranks = int.MaxValue;
        foreach (var hypotheses in found) ranks = Math.Min(ranks, hypotheses.Count);
        var candidates = new TranslationCandidate[ranks];
        for (int rank = 0; rank < ranks; rank++) candidates[rank] = Candidate(found, rank);
        var (read, written) = (0, 0);
        for (int part = 0; part < parts.Length; part++) (read, written) = (read + layout.Fit(parts[part]).Text, written + found[part][0].Tokens.Length);
        return new TranslationResult
        {
            Best = candidates[0],
            NBest = candidates,
            Notes = notes,
            SourcePieces = read,
            TargetPieces = written,
            IsWhole = parts.Length == 1 && layout.Fit(parts[0]).Text == parts[0].Text.Length && !parts[0].Text.Contains(source.UnknownId),
            Regions = parts[0].HasRegions ? parts[0].Regions : null,
            Attention = parts.Length == 1 && found[0][0].Attention is { } weights ? Map(parts[0], found[0][0].Tokens, weights) : null,
        };
    }

    // Of a split sentence the parts' texts are joined, log-probabilities added, scores averaged.
    private TranslationCandidate Candidate(ReadOnlySpan<IReadOnlyList<Hypothesis>> found, int rank)
    {
        var texts = new List<string>(found.Length);
        double score = 0, logProbability = 0;
        foreach (var hypotheses in found)
        {
            texts.Add(target.Decode(hypotheses[rank].Tokens));
            score += hypotheses[rank].Score / found.Length;
            logProbability += hypotheses[rank].LogProbability;
        }

        string tokenized = string.Join(' ', texts.Where(text => text.Length > 0));
        return new TranslationCandidate(preparer.Restore(tokenized), tokenized, score, logProbability);
    }

    private AttentionMap Map(in SourceExample example, int[] tokens, float[][] weights)
    {
        var (text, tags, _) = layout.Fit(example);
        int[] ids = tags == 0
            ? [layout.BeginId, .. example.Text[..text], layout.EndId]
            : [layout.BeginId, .. example.Text[..text], layout.EndId, .. example.Tags[..tags], layout.EndId];
        return new AttentionMap([.. tokens.Append(target.EndId).Select(target.IdToPiece)], [.. ids.Select(source.IdToPiece)], layout.RegionCount(example),
            weights) { TextPieces = text + 2 };
    }
}
