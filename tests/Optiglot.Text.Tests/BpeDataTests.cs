using System.Diagnostics;

namespace Optiglot.Text.Tests;

public sealed class BpeDataTests(ITestOutputHelper output)
{
    [Fact]
    public void JointVocabularyOfMulti30KIsLearntInSeconds()
    {
        string[] lines = [.. Multi30K.Tokenized("train", "en"), .. Multi30K.Tokenized("train", "de")];
        var clock = Stopwatch.StartNew();
        BpeTokenizer bpe = BpeLearner.Learn(lines, 10_000);
        output.WriteLine($"{lines.Length} lines to {bpe.Count} pieces: {clock.ElapsedMilliseconds} ms");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"learning took {clock.Elapsed}");
        Assert.Equal(10_000, bpe.Count);

        clock.Restart();
        int[][] encoded = [.. lines.Select(bpe.Encode)];
        output.WriteLine($"encode: {clock.ElapsedMilliseconds} ms, {encoded.Sum(ids => (long)ids.Length)} pieces");
        clock.Restart();
        var random = new Random(1);
        long pieces = lines.Sum(line => (long)bpe.Encode(line, random, 0.1).Length);
        output.WriteLine($"encode with dropout 0.1: {clock.ElapsedMilliseconds} ms, {pieces} pieces");
        Assert.DoesNotContain(bpe.UnknownId, encoded.SelectMany(ids => ids));
        for (int i = 0; i < lines.Length; i++)
            Assert.Equal(Words.Join(lines[i]), bpe.Decode(encoded[i]));
    }
}
