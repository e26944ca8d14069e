using Optiglot.Translation;

namespace Optiglot.Studies.Probes;

/// <summary>Ranks right and wrong translations by the model's perplexity, as CoMMuTE does.</summary>
public static class ContrastiveProbe
{
    /// <summary>Probes a model.</summary>
    /// <param name="scorer">The model.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="pictures">Folder of the pictures; null: their regions are in the model's store by file name.</param>
    /// <param name="progress">Told scorings done and to do, in lists.</param>
    /// <param name="cancellation">Ends it within one step of the decoder.</param>
    /// <exception cref="FileNotFoundException">A picture is neither in the store nor in the folder.</exception>
    /// <exception cref="ArgumentException">A sentence is empty or too long for the model.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ContrastiveResult Run(
        ITargetScorer scorer, IReadOnlyList<ContrastivePair> pairs, string? pictures = null, Action<long, long>? progress = null,
            CancellationToken cancellation = default)
    {
        const int Lists = 4;
        int done = 0;
        double[] Perplexities(bool seen, Func<ContrastivePair, string> target)
        {
            progress?.Invoke(done++, Lists);
            TranslationRequest[] requests =
                [.. pairs.Select(pair => new TranslationRequest(pair.Source, seen ? Path.Combine(pictures ?? "", pair.Picture) : null))];
            return [.. scorer.Score(requests, [.. pairs.Select(target)], null, cancellation).Select(score => score.Perplexity)];
        }

        bool[] Ranked(bool seen) =>
            [.. Perplexities(seen, pair => pair.Correct).Zip(Perplexities(seen, pair => pair.Incorrect), (correct, incorrect) => correct < incorrect)];
        bool[] right = Ranked(seen: true), none = Ranked(seen: false);
        progress?.Invoke(Lists, Lists);
        return new ContrastiveResult(right, none);
    }
}
