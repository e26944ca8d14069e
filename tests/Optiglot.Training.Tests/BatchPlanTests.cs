using CsCheck;

namespace Optiglot.Training.Tests;

public sealed class BatchPlanTests
{
    private static readonly Gen<ExampleLength[]> lengths =
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 60], (source, target) => new ExampleLength(source, target)).Array[1, 200];

    [Fact]
    public void EveryExampleComesOnceAnEpochAndNoBatchIsOverBudget() =>
        Gen.Select(lengths, Gen.Enum<BatchMeasure>(), Gen.Int[1, 400], Gen.Int[1, 20], Gen.Int[1, 250], Gen.ULong).Sample((
            examples, measure, tokens, most, pool, seed) =>
        {
            BatchPlan plan = new(examples, new() { Tokens = tokens, Measure = measure, MaximumSentences = most, PoolSentences = pool }, seed, "test");
            IReadOnlyList<int[]> batches = plan.Epoch(3);
            Assert.Equal(Enumerable.Range(0, examples.Length), batches.SelectMany(batch => batch).Order());
            Assert.All(batches, batch =>
            {
                Assert.InRange(batch.Length, 1, most);
                int source = batch.Max(i => examples[i].Source), target = batch.Max(i => examples[i].Target);
                int cost = measure switch { BatchMeasure.Source => source, BatchMeasure.Target => target, _ => source + target };
                Assert.True(batch.Length == 1 || cost * batch.Length <= tokens);
            });
        }, iter: 300);

    [Fact]
    public void ResumingAnywhereGivesTheSameBatches() => Gen.Select(lengths, Gen.ULong, Gen.Int[0, 40]).Sample((examples, seed, taken) =>
    {
        BatchOptions options = new() { Tokens = 100 };
        (DataPosition Position, int[] Examples)[] straight = [.. new BatchPlan(examples, options, seed, "a").From(default).Take(taken + 10)];
        (DataPosition Position, int[] Examples)[] resumed = [.. new BatchPlan(examples, options, seed, "a").From(straight[taken].Position).Take(10)];
        for (int i = 0; i < resumed.Length; i++)
        {
            Assert.Equal(straight[taken + i].Position, resumed[i].Position);
            Assert.Equal(straight[taken + i].Examples, resumed[i].Examples);
        }
    }, iter: 100);

    [Fact]
    public void APositionPastTheLastBatchIsTheNextEpoch()
    {
        BatchPlan plan = new([new(3, 3), new(4, 4)], new() { Tokens = 4 }, 1, "a");
        int batches = plan.Epoch(0).Count;
        Assert.Equal(new DataPosition(1, 0), plan.From(new(0, batches)).First().Position);
    }

    [Fact]
    public void EpochsAndStagesSeeOrdersOfTheirOwn()
    {
        ExampleLength[] examples = [.. Enumerable.Range(0, 500).Select(i => new ExampleLength(5 + i % 7, 5 + i % 5))];
        string Order(string name, int epoch) =>
            string.Join(' ', new BatchPlan(examples, new() { Tokens = 200 }, 1, name).Epoch(epoch).SelectMany(batch => batch));
        Assert.NotEqual(Order("stage1", 0), Order("stage1", 1));
        Assert.NotEqual(Order("stage1", 0), Order("stage2", 0));
    }

    [Theory]
    [InlineData(BatchMeasure.Target, 4096)]
    [InlineData(BatchMeasure.Source, 4096)]
    [InlineData(BatchMeasure.SourceAndTarget, 8192)]
    public void PaddingOfRealSentencesIsUnderFivePercent(object measure, int tokens)
    {
        Multi30kCorpus corpus = new(Path.Combine(TestData.Folder(), "multi30k"));
        IReadOnlyList<Example> pairs = corpus.Read("train", "en", "de", CorpusForm.Tok, CorpusForm.Tok);
        ExampleLength[] examples = [.. pairs.Select(pair => new ExampleLength(pair.Source.Split(' ').Length + 2, pair.Target!.Split(' ').Length + 1))];
        BatchPlan plan = new(examples, new() { Tokens = tokens, Measure = (BatchMeasure)measure }, 1, "real");
        Assert.InRange(plan.Padding(plan.Epoch(0)), 0, 0.05);
    }

    [Fact]
    public void NoExamplesIsAnError() => Assert.Throws<ArgumentException>(() => new BatchPlan([], new() { Tokens = 10 }, 1, "a"));
}
