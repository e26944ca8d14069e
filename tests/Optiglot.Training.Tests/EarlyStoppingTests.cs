using System.Text.Json;

namespace Optiglot.Training.Tests;

public sealed class EarlyStoppingTests
{
    [Fact]
    public void ItStopsAfterPatienceWithoutABetterScoreAndRemembersTheBest()
    {
        EarlyStopping state = new() { Patience = 2 };
        double[] scores = [10, 12, 12, double.NaN];
        bool[] best = [true, true, false, false], stop = [false, false, false, true];
        for (int i = 0; i < scores.Length; i++)
        {
            state = state.After(scores[i], step: 100 * (i + 1), epoch: i + 1);
            Assert.Equal((best[i], stop[i]), (state.IsBest, state.ShouldStop));
        }
        Assert.Equal((12, 200, 2), (state.BestScore, state.BestStep, state.BestEpoch));
    }

    [Fact]
    public void WithoutPatienceItNeverStops()
    {
        EarlyStopping state = new() { Patience = 0 };
        for (int i = 0; i < 100; i++) state = state.After(1, i, i);
        Assert.False(state.ShouldStop);
    }

    [Fact]
    public void ItLivesThroughJson()
    {
        EarlyStopping state = new EarlyStopping { Patience = 3 }.After(5, 10, 0.5).After(4, 20, 1);
        Assert.Equal(state, JsonSerializer.Deserialize<EarlyStopping>(JsonSerializer.Serialize(state)));
    }
}
