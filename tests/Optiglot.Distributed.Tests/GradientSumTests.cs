namespace Optiglot.Distributed.Tests;

public class GradientSumTests
{
    [Theory]
    [InlineData(1, 10, 4)]
    [InlineData(2, 1001, 16)]
    [InlineData(3, 5, 100)]
    [InlineData(4, 0, 8)]
    [InlineData(5, 777, 13)]
    public void IsTheSumInOrderOfRanksOnEveryRank(int count, int length, int bucket)
    {
        float[][] gradients = Gradients(count, length), sums = new float[count][];
        ThreadedCommunicator.Run(count, ranks =>
        {
            float[] own = [.. gradients[ranks.Rank]];
            new GradientSum(ranks, bucket: bucket).Run(own);
            sums[ranks.Rank] = own;
        });
        float[] expected = [.. Enumerable.Range(0, length).Select(i => gradients.Skip(1).Aggregate(gradients[0][i], (sum, each) => sum + each[i]))];
        Assert.All(sums, sum => Assert.Equal(expected, sum));
    }

    [Fact]
    public void InHalvesItIsRoundedOnceOnTheWayAndOnceAfter()
    {
        const int Count = 3, Length = 400;
        float[][] gradients = Gradients(Count, Length), sums = new float[Count][];
        ushort[][] halves = new ushort[Count][];
        ThreadedCommunicator.Run(Count, ranks =>
        {
            float[] own = [.. gradients[ranks.Rank]];
            ushort[] half = new ushort[Length];
            BFloat16.FromFloats(own, half);
            new GradientSum(ranks, WireFormat.BFloat16, bucket: 50).Run(own);
            new GradientSum(ranks, bucket: 50).Run(half);
            (sums[ranks.Rank], halves[ranks.Rank]) = (own, half);
        });
        for (int i = 0; i < Length; i++)
        {
            float expected = BFloat16Tests.Slow(gradients.Select(each => BFloat16Tests.Slow(each[i])).Aggregate((sum, each) => sum + each));
            Assert.All(sums, sum => Assert.Equal(expected, sum[i]));
            Assert.All(halves, half => Assert.Equal(expected, BitConverter.UInt32BitsToSingle((uint)half[i] << 16)));
        }
    }

    [Fact]
    public void EachRankSendsTwiceItsShareToEachOther() => ThreadedCommunicator.Run(4, ranks =>
    {
        GradientSum sum = new(ranks);
        sum.Run(new float[1000]);
        Assert.Equal(2 * 3 * 250 * sizeof(float), sum.BytesSent);
    });

    private static float[][] Gradients(int count, int length)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count)
            .Select(_ => Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 3)))).ToArray())];
    }
}
