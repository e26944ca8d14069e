namespace Optiglot.Translation.Tests;

public class SearchPartsTests
{
    [Fact]
    public void LengthPenaltiesFollowTheirFormulas()
    {
        Assert.Equal(-2.0, new LengthPenalty(LengthPenaltyKind.Power, 1).Score(-10, 5), 1e-12);
        Assert.Equal(-10.0, new LengthPenalty(LengthPenaltyKind.Power, 0).Score(-10, 5), 1e-12);
        Assert.Equal(-10 / Math.Pow(10.0 / 6.0, 0.6), new LengthPenalty(LengthPenaltyKind.Gnmt, 0.6).Score(-10, 5), 1e-12);
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(0)]
    [InlineData(1.2)]
    public void TheBoundIsNeverBelowWhatCanBeReached(double alpha)
    {
        var penalty = new LengthPenalty(LengthPenaltyKind.Power, alpha);
        double bound = penalty.BestPossible(-4, 3, 9);
        for (int length = 4; length <= 9; length++) Assert.True(penalty.Score(-4.0 - 0.1 * length, length) <= bound);
    }

    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 5, 6, 7, 5, 6 })]
    [InlineData(2, new[] { 7 })]
    [InlineData(3, new[] { 7 })]
    [InlineData(4, new int[0])]
    public void RepeatsAreFound(int n, int[] expected)
    {
        var banned = new List<int>();
        RepeatRule.Collect([5, 6, 7, 5, 6], n, banned);
        Assert.Equal(expected, banned);
    }

    [Fact]
    public void RankingKeepsTheBestInOrder()
    {
        var ranking = new CandidateRanking(3);
        foreach (var candidate in (Candidate[])[new(1, 1, 9), new(1, 0, 9), new(3, 2, 2), new(1, 0, 4), new(0, 0, 0)]) ranking.Offer(candidate);
        Assert.Equal([new(3, 2, 2), new(1, 0, 4), new(1, 0, 9)], ranking.Items.ToArray());
    }
}
