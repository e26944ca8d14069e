using Optiglot.Metrics;

namespace Optiglot.Studies.Probes;

/// <summary>What a model, or several together, made of hidden words: with the right pictures, with wrong ones by several derangements, and with none.</summary>
public sealed record MaskResult
{
    /// <summary>The line of each scored word, <c>[words]</c>: words and models that share a line share its picture.</summary>
    public required IReadOnlyList<int> LineOf { get; init; }

    /// <summary>With the right pictures.</summary>
    public required MaskCondition Right { get; init; }

    /// <summary>With wrong ones, a condition a derangement.</summary>
    public required IReadOnlyList<MaskCondition> Wrong { get; init; }

    /// <summary>Without pictures.</summary>
    public required MaskCondition None { get; init; }

    /// <summary>Hidden words the scorer cannot tell right from wrong.</summary>
    public required int LeftOut { get; init; }

    /// <summary>How words were scored.</summary>
    public required string Signature { get; init; }

    /// <summary>Lines with a scored word.</summary>
    public int Lines => LineOf.Distinct().Count();

    /// <summary>Words scored; of several models, each counts them.</summary>
    public int Words => LineOf.Count;

    /// <summary>Mean accuracy over the derangements.</summary>
    public double WrongAccuracy => Wrong.Count == 0 ? 0 : Wrong.Average(condition => condition.Accuracy);

    /// <summary>The right pictures against each derangement, word by word.</summary>
    public IReadOnlyList<McNemarTest> AgainstWrong => [.. Wrong.Select(condition => McNemarTest.Of(Right.Right, condition.Right))];

    /// <summary>The right pictures against none, word by word.</summary>
    public McNemarTest AgainstNone => McNemarTest.Of(Right.Right, None.Right);

    /// <summary>McNemar's p against the derangement that speaks least for the right pictures.</summary>
    public double PValue => AgainstWrong.Select(test => test.PValue).DefaultIfEmpty(1).Max();

    /// <summary>
    /// Probability of such a difference to the mean of the derangements if it made no difference which picture a line has (<see cref="ExchangeTest"/>). A line
    /// counts once, whatever its words and the models.
    /// </summary>
    public double LinePValue => ExchangeTest.PValue(
    [
        .. LineOf.Index().GroupBy(word => word.Item, word => word.Index)
            .Select(line => Wrong.Prepend(Right).Select(condition => (double)line.Count(word => condition.Right[word])).ToArray()),
    ]);

    /// <summary>Several models' results on the same set as one.</summary>
    /// <exception cref="ArgumentException">None, or numbers of derangements that differ.</exception>
    public static MaskResult Pool(IReadOnlyList<MaskResult> results)
    {
        if (results.Count == 0 || results.Any(result => result.Wrong.Count != results[0].Wrong.Count))
            throw new ArgumentException("results to be pooled need the same derangements", nameof(results));
        MaskCondition Join(Func<MaskResult, MaskCondition> condition) =>
            new(condition(results[0]).Name, [.. results.SelectMany(result => condition(result).Right)]);
        return new MaskResult
        {
            LineOf = [.. results.SelectMany(result => result.LineOf)],
            Right = Join(result => result.Right),
            Wrong = [.. Enumerable.Range(0, results[0].Wrong.Count).Select(number => Join(result => result.Wrong[number]))],
            None = Join(result => result.None),
            LeftOut = results.Sum(result => result.LeftOut),
            Signature = results[0].Signature,
        };
    }
}
