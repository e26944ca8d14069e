namespace Optiglot.Metrics.Tests;

public class CorpusScorerTests
{
    private static readonly Metric[] Metrics = [new Bleu(new() { EffectiveOrder = true }), new Chrf(), new Ter()];

    [Fact]
    public void SegmentsComeInOrderWhileFewAreInMemory()
    {
        const int Count = 100_000;
        long read = 0, handled = 0, most = 0;
        var request = new CorpusRequest([new Bleu(new() { EffectiveOrder = true })])
        {
            OnSegment = (segment, scores) =>
            {
                Assert.Equal(handled++, segment);
                Assert.Equal(segment % 2 == 0 ? 100 : 0, scores[0], 1e-9);
                most = Math.Max(most, Interlocked.Read(ref read) - handled);
            },
        };
        var result = CorpusScorer.Run(request, Stream());
        Assert.Equal(Count, handled);
        Assert.InRange(most, 0, (4 * Environment.ProcessorCount + 2) * 1024);
        Assert.Empty(result.Statistics);
        Assert.Equal(Count, ((BleuScore)result.Scores[0]).HypothesisLength);

        IEnumerable<Segment> Stream()
        {
            for (int i = 0; i < Count; i++)
            {
                Interlocked.Increment(ref read);
                yield return new Segment(i % 2 == 0 ? "yes" : "no", ["yes"]);
            }
        }
    }

    [Fact]
    public void StatisticsEqualThoseOfLists()
    {
        var (hypotheses, references) = Lines(3000);
        var result = CorpusScorer.Run(new CorpusRequest(Metrics) { KeepStatistics = true }, hypotheses.Zip(references, (h, r) => new Segment(h, [r])));
        for (int m = 0; m < Metrics.Length; m++)
        {
            var expected = Metrics[m].Statistics(hypotheses, references);
            Assert.Equal(3000, result.Statistics[m].Count);
            for (int i = 0; i < 3000; i++) Assert.Equal(expected[i], result.Statistics[m][i]);
            Assert.Equal(Metrics[m].Score(hypotheses, references).ToString(), result.Scores[m].ToString());
            Assert.Equal(expected.Sum(), result.Statistics[m].Sum());
        }
    }

    [Fact]
    public void ResamplingIsTheSameOnKeptStatistics()
    {
        var (hypotheses, references) = Lines(2500);
        var kept = CorpusScorer.Run(new CorpusRequest(Metrics) { KeepStatistics = true }, hypotheses.Zip(references, (h, r) => new Segment(h, [r]))).Statistics;
        for (int m = 0; m < Metrics.Length; m++)
            Assert.Equal(Confidence.Estimate(Metrics[m], Metrics[m].Statistics(hypotheses, references), 20), Confidence.Estimate(Metrics[m], kept[m], 20));
        Assert.Equal("nrefs:1|bs:20|seed:7|case:lc", Confidence.Sign("nrefs:1|case:lc", 20, 7));
    }

    [Fact]
    public void AHandlerThatFailsStopsTheReading()
    {
        long read = 0;
        var request = new CorpusRequest([new Bleu()]) { OnSegment = (segment, _) => throw new IOException($"full at {segment}") };
        var error = Assert.Throws<IOException>(() => CorpusScorer.Run(request, Enumerable.Range(0, 1_000_000).Select(_ =>
        {
            read++;
            return new Segment("a", ["a"]);
        })));
        Assert.Equal("full at 0", error.Message);
        Assert.InRange(read, 1, 999_999);
    }

    [Fact]
    public void LearnedMetricsJoinThePass()
    {
        using LengthRatio byReference = new(), bySource = new(source: true);
        List<double> seen = [];
        var request = new CorpusRequest([new Chrf()])
        {
            Learned = [byReference, bySource], KeepStatistics = true, OnSegment = (_, scores) => seen.AddRange(scores)
        };
        var result = CorpusScorer.Run(request, [new("ab", ["abcd"], "a"), new("abc", ["abc"], "abc")]);
        Assert.Equal([0.75, 1.5], result.Scores.Skip(1).Select(score => score.Value));
        Assert.Equal([0.5, 2.0, 1.0, 1.0], [seen[1], seen[2], seen[4], seen[5]]);
        Assert.Equal([1.5, 2], result.Statistics[1].Sum());
        Assert.Equal(2, CorpusScorer.Run(new CorpusRequest([]) { Learned = [bySource] }, [new("ab", [], "a")]).Scores[0].Value);
    }

    [Fact]
    public void LearnedMetricsSayWhatTheyLack()
    {
        using LengthRatio byReference = new(), bySource = new(source: true);
        Assert.Contains("length needs the source sentences",
            Assert.Throws<ArgumentException>(() => CorpusScorer.Run(new([]) { Learned = [bySource] }, [new("a", ["a"])])).Message);
        Assert.Contains("length needs references",
            Assert.Throws<ArgumentException>(() => CorpusScorer.Run(new([]) { Learned = [byReference] }, [new("a", [], "a")])).Message);
        Assert.Contains("one reference, but 2 were given",
            Assert.Throws<ArgumentException>(() => CorpusScorer.Run(new([]) { Learned = [byReference] }, [new("a", ["a", "b"])])).Message);
    }

    [Fact]
    public async Task WaitingForInputIsGivenUpAtOnce()
    {
        using CancellationTokenSource cancel = new();
        using ManualResetEventSlim never = new();
        var run = Task.Run(() => CorpusScorer.Run(new CorpusRequest(Metrics), Waiting(), cancel.Token), TestContext.Current.CancellationToken);
        Assert.NotSame(run, await Task.WhenAny(run, Task.Delay(200, TestContext.Current.CancellationToken)));
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        never.Set();

        IEnumerable<Segment> Waiting()
        {
            yield return new Segment("a", ["a"]);
            never.Wait();
            yield return new Segment("b", ["b"]);
        }
    }

    [Fact]
    public void LearnedMetricsAndResamplingAreStopped()
    {
        using CancellationTokenSource cancel = new();
        using LengthRatio metric = new() { OnScore = cancel };
        Assert.Throws<OperationCanceledException>(() => CorpusScorer.Run(new([]) { Learned = [metric] }, [new("a", ["a"])], cancel.Token));
        NamedSystem[] systems = [new("one", ["a b"]), new("two", ["b a"])];
        foreach (var kind in Enum.GetValues<PairedTestKind>())
            Assert.ThrowsAny<OperationCanceledException>(() => PairedTest.Run([new Bleu()], systems, [["a b"]], new() { Kind = kind }, cancel.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => Confidence.Estimate(new Bleu(), new Bleu().Statistics(["a"], ["a"]), cancellation: cancel.Token));
    }

    [Fact]
    public void ListsOfDifferentLengthsAreOneErrorEverywhere()
    {
        using LengthRatio byReference = new(), bySource = new(source: true);
        string[] two = ["a", "b"], one = ["a"];
        NamedSystem[] systems = [new("x", one), new("y", two)];
        foreach (var (name, of, act) in new (string, string, Action)[]
        {
            ("the system", "the reference", () => new Bleu().Score(two, one)),
            ("the system", "reference 2", () => new Bleu().Statistics(two, two, one)),
            ("the system", "the reference", () => LearnedScore.Score(byReference, two, null, one)),
            ("the system", "the source", () => LearnedScore.Score(bySource, two, one, null)),
            ("y", "the reference", () => PairedTest.Run([new Bleu()], systems, [one])),
            ("y", "the reference", () => ComparedMetric.Of(byReference, systems, null, one)),
        })
            Assert.Equal($"{name} has 2 lines, but {of} has 1: both need one line per segment", Assert.Throws<ArgumentException>(act).Message);
    }

    private static (string[] Hypotheses, string[] References) Lines(int count)
    {
        var random = new Random(5);
        string Line() => string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => "word" + random.Next(30)));
        return ([.. Enumerable.Range(0, count).Select(_ => Line())], [.. Enumerable.Range(0, count).Select(_ => Line())]);
    }
}
