using Optiglot.Metrics;

namespace Optiglot.Training;

/// <summary>
/// Tests the right pictures against the wrong ones and against none, on the lines that have a picture (paired approximate randomisation: Riezler and Maxwell,
/// 2005).
/// </summary>
public static class PictureTest
{
    private static readonly PairedTestOptions Options = new() { Kind = PairedTestKind.ApproximateRandomization };

    /// <summary>Compares what <see cref="SetEvaluator"/> translated.</summary>
    /// <param name="set">The test set.</param>
    /// <param name="scores">Its rows; those of other sets are passed over.</param>
    /// <returns>A comparison for each choice of pictures beside the right ones; none where there are no such rows.</returns>
    public static IReadOnlyList<PictureEffect> Run(EvaluationSet set, IReadOnlyList<SetScore> scores)
    {
        SetScore[] rows = [.. scores.Where(score => score.Set == set.Name && score.OnlyPictured)];
        if (rows.FirstOrDefault(row => row.Pictures == PictureChoice.Right) is not { } right) return [];
        SetScore[] others = [.. rows.Where(row => row != right)];
        if (others.Length == 0) return [];
        NamedSystem[] systems = [.. others.Prepend(right).Select(row => new NamedSystem(row.Key, row.Hypotheses))];
        string[] references = [.. right.Lines.Select(line => set.Tokenized[line])];
        MetricComparison found = PairedTest.Run([new Bleu(BleuOptions.MultiBleu)], systems, [references], Options)[0];
        return [.. others.Index().Select(other => Effect(set.Name, right, other.Item, found.Systems[other.Index + 1].PValue!.Value, found.Signature))];
    }

    // sacreBLEU counts only larger differences than the one seen, so that equal outputs would get the smallest p there is: equal scores are chance here.
    private static PictureEffect Effect(string set, SetScore right, SetScore other, double pValue, string signature) =>
        new(set, other.Pictures, right.Tokenized.Value, other.Tokenized.Value, right.Tokenized.Value == other.Tokenized.Value ? 1 : pValue, right.Lines.Count,
            signature);
}
