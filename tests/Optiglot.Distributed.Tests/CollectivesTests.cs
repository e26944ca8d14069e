namespace Optiglot.Distributed.Tests;

public class CollectivesTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public void TextsOfAllLengthsComeInOrder(int count) => ThreadedCommunicator.Run(count, ranks =>
    {
        string[] expected = [.. Enumerable.Range(0, count).Select(rank => string.Concat(Enumerable.Repeat("é", rank)))];
        Assert.Equal(expected, ranks.GatherText(expected[ranks.Rank]));
    });

    [Fact]
    public void NumbersAreAddedInOrderOfRanks() => ThreadedCommunicator.Run(3, ranks =>
    {
        double[] values = [ranks.Rank switch { 0 => 1e16, 1 => 1, _ => -1e16 }, 1];
        ranks.Sum(values);
        Assert.Equal([1e16 + 1 - 1e16, 3], values);
    });

    [Fact]
    public void WhatOneHasAllHave() => ThreadedCommunicator.Run(3, ranks => Assert.Equal(12, ranks.Broadcast(ranks.Rank + 10, root: 2)));

    [Fact]
    public void DifferencesAreRefusedByAll() => ThreadedCommunicator.Run(3, ranks =>
    {
        ranks.RequireSame("build", "1.0");
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ranks.RequireSame("recipe", ranks.Rank == 2 ? "b" : "a"));
        Assert.Contains("recipe: rank 2 has another than rank 0 (b, not a)", error.Message);
    });

    [Fact]
    public void ARankThatThrowsEndsTheOthers()
    {
        AggregateException all = Assert.Throws<AggregateException>(() => ThreadedCommunicator.Run(3, ranks =>
        {
            if (ranks.Rank == 1) throw new InvalidOperationException("no");
            ranks.Barrier();
        }));
        Assert.Equal(2, all.InnerExceptions.OfType<RankFailedException>().Count(error => error is { Rank: 1, Reason: "no" }));
    }
}
