using CsCheck;

namespace Optiglot.Training.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void SameSeedAndNameDrawTheSameAndAnyOtherDrawsAnother()
    {
        ulong[] Draw(ulong seed, string name)
        {
            RandomStream stream = RandomStream.Create(seed, name);
            return [.. Enumerable.Range(0, 8).Select(_ => stream.NextUInt64())];
        }
        Assert.Equal(Draw(1, "masking"), Draw(1, "masking"));
        Assert.NotEqual(Draw(1, "masking"), Draw(2, "masking"));
        Assert.NotEqual(Draw(1, "masking"), Draw(1, "pairing"));
    }

    // The reference sequence of xoshiro256** from the state 1, 2, 3, 4, as its authors' code gives it.
    [Fact]
    public void ItIsXoshiro256StarStar()
    {
        RandomStream stream = RandomStream.FromState("0000000000000001000000000000000200000000000000030000000000000004");
        ulong[] expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625, 8476171486693032832];
        Assert.Equal(expected, expected.Select(_ => stream.NextUInt64()));
    }

    [Fact]
    public void AStateGoesOnExactlyWhereItWasTaken() => Gen.Select(Gen.ULong, Gen.Int[0, 50]).Sample((seed, drawn) =>
    {
        RandomStream stream = RandomStream.Create(seed, "a");
        for (int i = 0; i < drawn; i++) stream.NextInt(7);
        RandomStream resumed = RandomStream.FromState(stream.State);
        return Enumerable.Range(0, 20).All(_ => stream.NextUInt64() == resumed.NextUInt64());
    });

    [Fact]
    public void WholeNumbersAreEquallyLikely()
    {
        RandomStream stream = RandomStream.Create(7, "test");
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) counts[stream.NextInt(10)]++;
        // Five standard deviations of a binomial count.
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 475, 10_000 + 475));
    }

    [Fact]
    public void AllOrdersOfThreeAreEquallyLikely()
    {
        RandomStream stream = RandomStream.Create(7, "shuffle");
        Dictionary<string, int> counts = [];
        for (int i = 0; i < 60_000; i++)
        {
            char[] order = ['a', 'b', 'c'];
            stream.Shuffle<char>(order);
            counts[new(order)] = counts.GetValueOrDefault(new(order)) + 1;
        }
        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 10_000 - 460, 10_000 + 460));
    }

    [Fact]
    public void DerivedStreamsDependOnTheirPairOnly()
    {
        RandomStream root = RandomStream.Create(3, "root");
        HashSet<ulong> first = [];
        for (int epoch = 0; epoch < 30; epoch++)
            for (int example = 0; example < 1000; example++) first.Add(root.Derive(epoch, example).NextUInt64());
        Assert.Equal(30_000, first.Count);
        Assert.Equal(root.Derive(4, 5).State, RandomStream.Create(3, "root").Derive(4, 5).State);
        double mean = Enumerable.Range(0, 20_000).Average(example => root.Derive(0, example).NextDouble());
        Assert.InRange(mean, 0.49, 0.51);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000zz")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void WhatIsNoStateIsRefused(string state) => Assert.Throws<InvalidDataException>(() => RandomStream.FromState(state));
}
