namespace Optiglot.Training.Tests;

public sealed class CheckpointWindowTests
{
    private static IReadOnlyList<long> Steps(IEnumerable<string> names) => [.. names.Select(CheckpointWindow.StepOf)];

    // Evaluations one after the other, as a stage makes them.
    private static LoopState After(IReadOnlyList<double> scores, int count)
    {
        LoopState state = new();
        for (int i = 0; i < scores.Count; i++)
        {
            state = state with { Step = 10 * (i + 1), Stopping = state.Stopping.After(scores[i], 10 * (i + 1), i + 1) };
            state = state with { Evaluated = CheckpointWindow.Kept([.. state.Evaluated, CheckpointWindow.NameOf(state.Step)], state.Stopping.BestStep, count) };
        }

        return state;
    }

    [Fact]
    public void TheAverageIsTakenAroundTheBestAndOfTheLast()
    {
        // The best is the sixth; ten more come before patience has run out.
        LoopState state = After([1, 2, 3, 4, 5, 9, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5], 4);
        IReadOnlyList<IReadOnlyList<string>> sets = CheckpointWindow.Candidates(state, 4);
        Assert.Equal([40, 50, 60, 70], Steps(sets[0]));
        Assert.Equal([130, 140, 150, 160], Steps(sets[1]));
    }

    [Fact]
    public void WhereTheLastIsTheBestThereIsOneSet()
    {
        LoopState state = After([1, 2, 3, 4, 5, 6], 4);
        Assert.Equal([30, 40, 50, 60], Steps(Assert.Single(CheckpointWindow.Candidates(state, 4))));
    }

    [Fact]
    public void NoMoreIsKeptThanTwoWindows()
    {
        var random = new Random(1);
        for (int run = 0; run < 50; run++)
        {
            LoopState state = After([.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())], 6);
            Assert.InRange(state.Evaluated.Count, 6, 12);
            Assert.All(CheckpointWindow.Candidates(state, 6), set => Assert.Equal(6, set.Count));
            Assert.Contains(CheckpointWindow.NameOf(state.Stopping.BestStep), CheckpointWindow.Candidates(state, 6)[0]);
        }
    }

    [Fact]
    public void OneCheckpointIsNoAverage() => Assert.Empty(CheckpointWindow.Candidates(After([1], 4), 4));
}
