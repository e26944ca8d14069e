using Optiglot.Metrics;
using Optiglot.Training;

namespace Optiglot.Studies.Probes;

/// <summary>
/// Translates lines with their own pictures, with others, with blurred ones and without, and scores each (Elliott, "Adversarial evaluation of multimodal
/// machine translation", 2018).
/// </summary>
/// <param name="metrics">The metrics, on tokenised lower-cased text.</param>
/// <param name="seed">Seed of the other pictures.</param>
/// <param name="derangements">Derangements that the wrong pictures are averaged over.</param>
public sealed class IncongruentProbe(IReadOnlyList<Metric> metrics, ulong seed, int derangements = MaskProbe.UsualDerangements)
{
    /// <summary>Probes a model.</summary>
    /// <param name="evaluator">Translates with the store of the model.</param>
    /// <param name="set">The lines; those whose picture cannot be seen are passed over.</param>
    /// <param name="tags">The tags of a picture, by its file name; null: other pictures with the same tags are not tried.</param>
    /// <param name="blurred">Translates with a store of the same pictures blurred; null: these are not tried.</param>
    /// <param name="progress">Told translations done and to do, in sets.</param>
    /// <param name="cancellation">Ends it within one step of the search.</param>
    /// <exception cref="InvalidDataException">Fewer than two lines have a picture that can be seen.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public PictureStatistics Run(
        SetEvaluator evaluator, EvaluationSet set, Func<string, IEnumerable<string>>? tags, SetEvaluator? blurred, Action<long, long>? progress = null,
            CancellationToken cancellation = default)
    {
        int[] pictured = evaluator.Pictured(set);
        if (blurred is not null) pictured = [.. pictured.Intersect(blurred.Pictured(set))];
        if (pictured.Length < 2)
            throw new InvalidDataException($"{set.Name}: {pictured.Length} of its lines have a picture that the model can see; a probe needs two at least");
        EvaluationSet seen = set.Take(pictured);
        PictureOrder[] wrong = [.. Enumerable.Range(1, derangements).Select(number => PictureOrder.Wrong(seed, number))];
        List<(string Name, SetEvaluator Evaluator, PictureOrder[] Orders)> conditions =
            [("right", evaluator, [PictureOrder.Right]), ("wrong", evaluator, wrong)];
        if (tags is not null) conditions.Add(("same tags", evaluator, [PictureOrder.SameTags(seed, tags)]));
        if (blurred is not null) conditions.Add(("blurred", blurred, [PictureOrder.Right]));
        conditions.Add(("none", evaluator, [PictureOrder.None]));

        int done = 0, all = conditions.Sum(condition => condition.Orders.Length);
        IReadOnlyList<SegmentStatistics> Count(SetEvaluator with, PictureOrder order)
        {
            progress?.Invoke(done++, all);
            string[] hypotheses = [.. with.Translate(seen, order, cancellation).Select(result => result.Tokenized.ToLowerInvariant())];
            return [.. metrics.Select(metric => metric.Statistics(hypotheses, seen.Tokenized))];
        }

        IReadOnlyList<IReadOnlyList<SegmentStatistics>> counts =
        [
            .. conditions.Select(condition => condition.Orders.Select(order => Count(condition.Evaluator, order)).ToArray())
                .Select(orders => metrics.Select((_, m) => PictureStatistics.Mean([.. orders.Select(order => order[m])])).ToArray()),
        ];
        progress?.Invoke(all, all);
        return new PictureStatistics(metrics, [.. conditions.Select(condition => condition.Name)], counts);
    }
}
