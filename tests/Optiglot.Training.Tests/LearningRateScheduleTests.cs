namespace Optiglot.Training.Tests;

public sealed class LearningRateScheduleTests
{
    [Theory]
    [InlineData(LearningRateDecay.InverseSqrt, 0, 400, 0.5)]
    [InlineData(LearningRateDecay.InverseSqrt, 0, 10_000, 0.1)]
    [InlineData(LearningRateDecay.Linear, 0, 550, 0.5)]
    [InlineData(LearningRateDecay.Linear, 0, 2000, 0)]
    [InlineData(LearningRateDecay.Linear, 0.2, 2000, 0.2)]
    [InlineData(LearningRateDecay.Cosine, 0, 550, 0.5)]
    [InlineData(LearningRateDecay.Cosine, 0.2, 550, 0.6)]
    [InlineData(LearningRateDecay.Cosine, 0.2, 1000, 0.2)]
    [InlineData(LearningRateDecay.Constant, 0, 100_000, 1)]
    public void TheRateIsTheClosedForm(LearningRateDecay decay, double floor, long step, double part)
    {
        LearningRateSchedule schedule = new() { Peak = 3e-3, WarmupSteps = 100, TotalSteps = 1000, Decay = decay, Floor = floor };
        Assert.Equal(3e-3 * part, schedule.At(step), 12);
    }

    [Theory]
    [InlineData(LearningRateDecay.InverseSqrt)]
    [InlineData(LearningRateDecay.Linear)]
    [InlineData(LearningRateDecay.Cosine)]
    [InlineData(LearningRateDecay.Constant)]
    public void ItRisesInTheWarmUpAndNeverAfterIt(LearningRateDecay decay)
    {
        LearningRateSchedule schedule = new() { Peak = 1, WarmupSteps = 50, TotalSteps = 300, Decay = decay };
        Assert.Equal(0.02, schedule.At(1), 12);
        Assert.Equal(1, schedule.At(50), 12);
        for (int step = 2; step <= 50; step++) Assert.True(schedule.At(step) > schedule.At(step - 1));
        for (int step = 51; step <= 400; step++) Assert.True(schedule.At(step) <= schedule.At(step - 1));
    }

    [Fact]
    public void WithoutWarmUpItStartsAtThePeak() => Assert.Equal(1, new LearningRateSchedule { Peak = 1 }.At(1));

    [Fact]
    public void UpdatesAreCountedFromOne() => Assert.Throws<ArgumentOutOfRangeException>(() => new LearningRateSchedule { Peak = 1 }.At(0));

    [Theory, InlineData(LearningRateDecay.Linear), InlineData(LearningRateDecay.Cosine)]
    public void AStageThatItsMinutesEndIsAtTheFloorThen(LearningRateDecay decay)
    {
        LearningRateSchedule schedule = new() { Peak = 1, WarmupSteps = 10, TotalSteps = 1000, Decay = decay, Floor = 0.1 };
        Assert.Equal(0.1, schedule.At(200, spent: 1), 12);
        Assert.True(schedule.At(200, spent: 0.9) < schedule.At(200, spent: 0.5));
        // A budget that will not end the stage changes nothing, not even a bit: same seed, same run.
        Assert.Equal(schedule.At(500), schedule.At(500, spent: 0.3));
        Assert.Equal(0.1, (schedule with { TotalSteps = null }).At(11, spent: 1), 12);
    }
}
