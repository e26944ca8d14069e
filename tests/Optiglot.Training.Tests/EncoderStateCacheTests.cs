using CsCheck;

namespace Optiglot.Training.Tests;

public sealed class EncoderStateCacheTests : IDisposable
{
    private const int Width = 5;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static Half[] States(int sentence, int length) => [.. Enumerable.Range(0, length * Width).Select(i => (Half)(sentence + i * 0.25f))];

    private string Write((int Text, int Regions)[] lengths, string key = "key")
    {
        string path = folder["states"];
        using EncoderStateCacheWriter writer = new(path, key, Width);
        for (int i = 0; i < lengths.Length; i++) writer.Append(lengths[i].Text, lengths[i].Regions, States(i, lengths[i].Text + lengths[i].Regions));
        writer.Complete();
        return path;
    }

    [Fact]
    public void EverySentenceIsReadBackAndBatchesArePaddedAsASlowTwinDoes() =>
        Gen.Select(Gen.Select(Gen.Int[0, 6], Gen.Int[0, 4]).Array[1, 20], Gen.Int[0, 1_000_000].Array[1, 8]).Sample((lengths, picks) =>
        {
            using EncoderStateCache cache = EncoderStateCache.TryOpen(Write(lengths), "key")!;
            Assert.Equal((Width, lengths.Length), (cache.Width, cache.Count));
            int[] batch = [.. picks.Select(pick => pick % lengths.Length)];
            (int text, int regions) = cache.Longest(batch);
            float[] wide = new float[batch.Length * (text + regions) * Width];
            Half[] narrow = new Half[wide.Length];
            Array.Fill(wide, float.NaN);
            Array.Fill(narrow, Half.NaN);
            cache.ReadBatch<float>(batch, text, regions, wide);
            cache.ReadBatch<Half>(batch, text, regions, narrow);
            for (int b = 0; b < batch.Length; b++)
                for (int row = 0; row < text + regions; row++)
                {
                    (int ownText, int ownRegions) = lengths[batch[b]];
                    int own = row < text ? (row < ownText ? row : -1) : row - text < ownRegions ? ownText + row - text : -1;
                    for (int i = 0; i < Width; i++)
                    {
                        float expected = own < 0 ? 0 : (float)States(batch[b], ownText + ownRegions)[own * Width + i];
                        int at = (b * (text + regions) + row) * Width + i;
                        Assert.Equal((expected, expected), (wide[at], (float)narrow[at]));
                    }
                }
            Half[] one = new Half[cache[0].Length * Width];
            cache.Read(0, one);
            Assert.Equal(States(0, lengths[0].Item1 + lengths[0].Item2), one);
        }, iter: 100, threads: 1);

    [Fact]
    public void AnotherKeyADamagedFileOrNoneIsNoCache()
    {
        string path = Write([(2, 1)]);
        Assert.Null(EncoderStateCache.TryOpen(path, "other"));
        Assert.Null(EncoderStateCache.TryOpen(folder["none"], "key"));
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^1]);
        Assert.Null(EncoderStateCache.TryOpen(path, "key"));
        File.WriteAllBytes(path, new byte[10]);
        Assert.Null(EncoderStateCache.TryOpen(path, "key"));
    }

    [Fact]
    public void AnUnfinishedFileIsNotInItsPlace()
    {
        using (EncoderStateCacheWriter writer = new(folder["states"], "key", Width)) writer.Append(1, 0, States(0, 1));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        using (EncoderStateCacheWriter writer = new(folder["other"], "key", Width)) Assert.Throws<ArgumentException>(() => writer.Append(1, 1, States(0, 1)));
        using EncoderStateCache cache = EncoderStateCache.TryOpen(Write([(2, 1)]), "key")!;
        Assert.Throws<ArgumentException>(() => cache.ReadBatch<float>([0], 1, 1, new float[2 * Width]));
        Assert.Throws<ArgumentException>(() => cache.ReadBatch<float>([0], 2, 1, new float[2 * Width]));
        Assert.Throws<ArgumentException>(() => cache.Read(0, new Half[1]));
    }

    [Fact]
    public void KeysTellPartsAndTheirBordersApart()
    {
        Assert.Equal(new ContentKey().Add("ab").Add("c").ToString(), new ContentKey().Add("ab").Add("c").ToString());
        Assert.NotEqual(new ContentKey().Add("ab").Add("c").ToString(), new ContentKey().Add("a").Add("bc").ToString());
        Assert.NotEqual(new ContentKey().Add<float>([1f]).ToString(), new ContentKey().Add<float>([2f]).ToString());
    }
}
