namespace Optiglot.Translation.Tests;

/// <summary>Plain twins of the search for one toy sentence: sorted lists, no buffers, no early stop.</summary>
internal sealed class SlowSearch(int seed, int vocabulary, TargetPieces pieces, BeamOptions options)
{
    /// <summary>Beam search as its documentation says it, without the stop rule that changes nothing.</summary>
    public List<Hypothesis> Beam(int limit)
    {
        var living = new List<(int[] Tokens, double Score)> { ([], 0) };
        var finished = new List<Hypothesis>();
        while (living.Count > 0 && finished.Count < options.FinishedCapacity)
        {
            var ranked = living.SelectMany(
                (h, i) => Continuations(h.Tokens, limit).Select(c => (h.Tokens, Score: h.Score + c.LogProbability, From: i, c.Token)))
                .OrderByDescending(c => c.Score).ThenBy(c => c.From).ThenBy(c => c.Token).ToList();
            foreach (var end in ranked.Take(options.Beam).Where(c => c.Token == pieces.End).Take(options.FinishedCapacity - finished.Count))
                finished.Add(Finish(end.Tokens, end.Score));
            living = [.. ranked.Where(c => c.Token != pieces.End).Take(options.Beam).Select(c => ((int[])[.. c.Tokens, c.Token], c.Score))];
        }

        return [.. finished.OrderByDescending(h => h.Score).Take(options.NBest)];
    }

    /// <summary>The best of all outputs there are.</summary>
    public List<Hypothesis> Exhaustive(int limit)
    {
        var finished = new List<Hypothesis>();
        void Visit(int[] tokens, double score)
        {
            foreach (var (token, logProbability) in Continuations(tokens, limit))
            {
                if (token == pieces.End) finished.Add(Finish(tokens, score + logProbability));
                else Visit([.. tokens, token], score + logProbability);
            }
        }

        Visit([], 0);
        return [.. finished.OrderByDescending(h => h.Score).Take(options.NBest)];
    }

    /// <summary>The most probable piece, step after step.</summary>
    public int[] Greedy(int limit)
    {
        var tokens = new List<int>();
        while (true)
        {
            int best = Continuations([.. tokens], limit).MaxBy(c => c.LogProbability).Token;
            if (best == pieces.End) return [.. tokens];
            tokens.Add(best);
        }
    }

    private List<(int Token, double LogProbability)> Continuations(int[] tokens, int limit)
    {
        float[] logits = ToySession.Logits(seed, tokens, vocabulary, 2, false);
        float maximum = logits.Max();
        double normalizer = maximum + Math.Log(logits.Sum(l => Math.Exp(l - maximum)));
        bool last = tokens.Length + 1 == limit;
        var all = Enumerable.Range(0, vocabulary).Where(token => token == pieces.End
            ? last || tokens.Length >= options.MinimumLength
            : !last && !pieces.Excluded(options.AllowUnknown).Contains(token) && !Repeats([.. tokens, token]));
        var list = all.Select(token => (token, logits[token] - normalizer)).ToList();
        return list.Count > 0 ? list : [(pieces.End, logits[pieces.End] - normalizer)];
    }

    private bool Repeats(int[] tokens)
    {
        int n = options.NoRepeatNgram;
        if (n == 0) return false;
        var grams = Enumerable.Range(0, Math.Max(0, tokens.Length - n + 1)).Select(i => string.Join(' ', tokens.Skip(i).Take(n))).ToList();
        return grams.Distinct().Count() < grams.Count;
    }

    private Hypothesis Finish(int[] tokens, double score) =>
        new(tokens, score, new LengthPenalty(options.LengthPenalty, options.Alpha).Score(score, tokens.Length + 1));
}
