namespace Optiglot.Metrics;

/// <summary>
/// A metric: segments give statistics that add up, sums of statistics give a score. Everything else (sentence scores,
/// streaming, significance) follows from these two steps. Instances are immutable and may be shared by threads.
/// </summary>
public abstract class Metric
{
    /// <summary>Name with the main settings, as it stands in front of a score.</summary>
    public abstract string Name { get; }

    /// <summary>Numbers a segment's statistics consist of.</summary>
    public abstract int StatisticsWidth { get; }

    /// <summary>True where a larger score is a better one (all but TER).</summary>
    public virtual bool HigherIsBetter => true;

    /// <summary>A worker with buffers of its own, for one thread.</summary>
    public abstract SegmentScorer CreateScorer();

    /// <summary>The score of summed statistics.</summary>
    /// <param name="statistics">A sum of rows, <c>[width]</c>.</param>
    /// <param name="referenceCount">References per segment, -1 where it varies; stands in the signature.</param>
    public abstract MetricScore Compute(ReadOnlySpan<double> statistics, int referenceCount);

    /// <summary>The value of <see cref="Compute"/> alone, without text; what resampling calls thousands of times.</summary>
    public virtual double ComputeValue(ReadOnlySpan<double> statistics) => Compute(statistics, 1).Value;

    /// <summary>Scores a corpus on all cores.</summary>
    /// <param name="hypotheses">The system's output, one line a segment.</param>
    /// <param name="references">One list or several, each as long as the hypotheses.</param>
    /// <exception cref="ArgumentException">No references, or lists of different lengths.</exception>
    public MetricScore Score(IReadOnlyList<string> hypotheses, params IReadOnlyList<string>[] references) => Run(hypotheses, references, keep: false).Scores[0];

    /// <summary>Scores a stream of any length on all cores, with memory for a few thousand segments.</summary>
    /// <exception cref="ArgumentException">A segment has no reference.</exception>
    public MetricScore Score(IEnumerable<Segment> segments, CancellationToken cancellation = default) =>
        CorpusScorer.Score([this], segments, cancellation)[0];

    /// <summary>Scores one sentence. For BLEU turn <see cref="BleuOptions.EffectiveOrder"/> on.</summary>
    /// <exception cref="ArgumentException">No reference was given.</exception>
    public MetricScore ScoreSentence(string hypothesis, params string[] references)
    {
        var row = new double[StatisticsWidth];
        int count = new ReferenceFilter().Score(CreateScorer(), hypothesis, references, row);
        return Compute(row, count);
    }

    /// <summary>Statistics of every segment, on all cores: the input of significance tests and sentence reports.</summary>
    /// <exception cref="ArgumentException">No references, or lists of different lengths.</exception>
    public SegmentStatistics Statistics(IReadOnlyList<string> hypotheses, params IReadOnlyList<string>[] references) =>
        Run(hypotheses, references, keep: true).Statistics[0];

    private CorpusResult Run(IReadOnlyList<string> hypotheses, IReadOnlyList<string>[] references, bool keep) => references.Length == 0
        ? throw new ArgumentException("give at least one list of references", nameof(references))
        : CorpusLists.Run(new CorpusRequest([this]) { KeepStatistics = keep }, new NamedSystem(CorpusLists.Unnamed, hypotheses), references);
}
