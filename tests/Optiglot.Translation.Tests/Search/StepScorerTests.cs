using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

public class StepScorerTests
{
    private static StepScores Buffers(int rows, int width, int[] excluded)
    {
        var scores = new StepScores(rows, width, excluded, end: 2);
        Array.Fill(scores.Alive, true);
        return scores;
    }

    [Theory]
    [InlineData(5)]
    [InlineData(37)]
    [InlineData(1024)]
    [InlineData(10_007)]
    public void TheScanEqualsSoftmaxAndSort(int vocabulary)
    {
        var random = new Random(vocabulary);
        for (int trial = 0; trial < 20; trial++)
        {
            float[] row = [.. Enumerable.Range(0, vocabulary).Select(_ => trial % 2 == 0 ? (float)(random.NextDouble() * 40 - 20) : random.Next(6))];
            int[] excluded = [0, 1, 2];
            int[] banned = [3, vocabulary - 1];
            var (logits, tokens) = (new float[5], new int[5]);
            var top = new TopTokens(logits, tokens);
            double normalizer = LogitScan.Scan(row, excluded, banned, ref top);
            double maximum = row.Max();
            Assert.Equal(maximum + Math.Log(row.Sum(l => Math.Exp(l - maximum))), normalizer, 1e-4);
            int[] expected = [.. Enumerable.Range(0, vocabulary).Except([.. excluded, .. banned]).OrderByDescending(i => row[i]).ThenBy(i => i).Take(5)];
            Assert.Equal(expected, tokens.Take(top.Count));
        }
    }

    [Fact]
    public void ImpossiblePiecesAreNeverOffered()
    {
        float[] row = [.. Enumerable.Repeat(float.NegativeInfinity, 2100)];
        row[2050] = 1;
        var top = new TopTokens(new float[3], new int[3]);
        Assert.Equal(1, LogitScan.Scan(row, [], [], ref top), 1e-6);
        Assert.Equal(1, top.Count);
    }

    [Fact]
    public void TheDeviceScorerFindsWhatTheProcessorFinds()
    {
        var random = new Random(7);
        const int Rows = 12, Vocabulary = 500;
        using var logits = tensor(Enumerable.Range(0, Rows * Vocabulary).Select(_ => (float)random.NextDouble() * 9).ToArray(), [4, 3, Vocabulary]);
        var (plain, device) = (Buffers(Rows, 5, [0, 1, 2]), Buffers(Rows, 5, [0, 1, 2]));
        foreach (var scores in (StepScores[])[plain, device])
        {
            scores.Alive[3] = false;
            scores.BanList(1).AddRange([7, 8, 9, 10, 11]);
        }

        plain.Read(logits.data<float>().ToArray(), Vocabulary);
        DeviceStepScorer.Score(logits, Rows, device);
        Assert.Equal(plain.Tokens, device.Tokens);
        Assert.Equal(plain.Counts, device.Counts);
        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(plain.EndLogits[row], device.EndLogits[row]);
            Assert.Equal(plain.Normalizers[row], device.Normalizers[row], 1e-4);
        }
    }
}
