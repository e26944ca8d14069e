using CsCheck;
using Microsoft.Data.Sqlite;

namespace Optiglot.Vision.Tests;

public sealed class RegionStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("regions.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatGoesInComesOutAsHalves()
    {
        using (var store = RegionStore.Create(Path, RegionSets.Detector))
        {
            store.Put([("b.jpg", RegionSets.Random(1)), ("a.jpg", RegionSets.Random(2, count: 1)), ("none.jpg", RegionSets.Random(3, count: 0))]);
            store.Put("b.jpg", RegionSets.Random(4));
        }
        using var again = RegionStore.Open(Path, RegionSets.Detector);
        Assert.Equal(3, again.Count);
        Assert.Equal(["b.jpg", "a.jpg", "none.jpg"], again.Names);
        Assert.Equivalent(RegionSets.Detector, again.Detector);
        RegionSets.AssertSame(RegionSets.Random(4), Get(again, "b.jpg"));
        RegionSets.AssertSame(RegionSets.Random(2, count: 1), Get(again, "a.jpg"));
        Assert.Equal(0, Get(again, "none.jpg").Count);
        Assert.False(again.TryGet("c.jpg", out _));
        Assert.True(again.TryDescribe("b.jpg", out RegionSet? outline));
        Assert.Equal(Get(again, "b.jpg").Boxes, outline.Boxes);
        Assert.Equal(Get(again, "b.jpg").ClassIds, outline.ClassIds);
        Assert.Empty(outline.Features);
        Assert.True(again.Contains("a.jpg"));
        Assert.False(again.Contains("c.jpg"));
        Assert.Equal([Path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void SeveralFilesAreReadAsOne()
    {
        foreach (int part in (int[])[2, 1])
        {
            using RegionStore store = RegionStore.Create(_folder.File($"part-{part}.db"), RegionSets.Detector);
            store.Put([($"{part}a.jpg", RegionSets.Random(part)), ($"{part}b.jpg", RegionSets.Random(10 + part))]);
        }

        string pattern = _folder.File("part-*.db");
        Assert.True(RegionStore.Exists(pattern));
        Assert.Equal(pattern, RegionStore.PathOf(pattern));
        using (RegionStore many = RegionStore.Open(pattern, RegionSets.Detector))
        {
            Assert.Equal(["1a.jpg", "1b.jpg", "2a.jpg", "2b.jpg"], many.Names);
            Assert.Equal((4, 4), (many.Count, many.UnknownFiles));
            RegionSets.AssertSame(RegionSets.Random(12), Get(many, "2b.jpg"));
            RegionSets.AssertSame(RegionSets.Random(1), Get(many, "1a.jpg"));
            Assert.True(many.TryDescribe("2a.jpg", out RegionSet? outline) && outline.Features.Length == 0);
            Assert.False(many.TryGet("3a.jpg", out _) || many.Contains("3a.jpg"));
            Assert.Throws<IOException>(() => many.Put("3a.jpg", RegionSets.Random(3)));
            Assert.Throws<InvalidDataException>(many.Describe);
        }

        RegionStore.Create(_folder.File("part-3.db"), RegionSets.Detector with { Name = "other", Sha256 = "11" }).Dispose();
        Assert.Throws<InvalidDataException>(() => RegionStore.Open(pattern));
        Assert.Throws<FileNotFoundException>(() => RegionStore.Open(_folder.File("none-*.db")));
    }

    // What a kill leaves between the making of the file and its first page.
    [Fact]
    public void AnEmptyFileIsNoStoreYet()
    {
        File.WriteAllBytes(Path, []);
        using var store = RegionStore.OpenOrCreate(Path, RegionSets.Detector);
        store.Put("a.jpg", RegionSets.Random(1));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void AnyRegionsRoundTrip()
    {
        using var store = RegionStore.Create(Path, RegionSets.Detector);
        Gen.Select(Gen.Int, Gen.Int[0, 30], Gen.String).Sample((seed, count, name) =>
        {
            name = name.Replace("\0", "");
            store.Put(name, RegionSets.Random(seed, count));
            RegionSets.AssertSame(RegionSets.Random(seed, count), Get(store, name));
        }, iter: 50, threads: 1);
    }

    [Fact]
    public async Task ThreadsReadWhileOneWrites()
    {
        using var store = RegionStore.Create(Path, RegionSets.Detector);
        store.Put(Enumerable.Range(0, 100).Select(i => ($"{i}.jpg", RegionSets.Random(i))));
        var writing = Task.Run(() =>
        {
            for (int batch = 1; batch < 6; batch++) store.Put(Enumerable.Range(100 * batch, 100).Select(i => ($"{i}.jpg", RegionSets.Random(i))));
        });
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            RegionSets.AssertSame(RegionSets.Random(i % 100), Get(store, $"{i % 100}.jpg")));
        await writing;
        Assert.Equal(600, store.Count);
    }

    [Fact]
    public void OtherDetectorsAreRefused()
    {
        RegionStore.Create(Path, RegionSets.Detector).Dispose();
        Assert.Contains("5 features a region, not 2048", Refusal(RegionSets.Detector with { FeatureWidth = 2048 }));
        Assert.Contains("not made-up with bbbbbbbbbbbb…", Refusal(RegionSets.Detector with { Sha256 = new string('b', 64) }));
        Assert.Contains("not other with", Refusal(RegionSets.Detector with { Name = "other" }));
        Assert.Contains("not 'elsewhere'", Refusal(RegionSets.Detector with { FeatureSource = "elsewhere" }));
        Assert.Throws<IOException>(() => RegionStore.Create(Path, RegionSets.Detector));
        using var store = RegionStore.Open(Path);
        Assert.Throws<ArgumentException>(() => store.Put("a.jpg", RegionSets.Random(1, features: 6)));
    }

    [Fact]
    public void OtherFilesAreRefused()
    {
        Assert.Contains("no such region store", Assert.Throws<FileNotFoundException>(() => RegionStore.Open(Path)).Message);
        _folder.Write("regions.db", [.. Enumerable.Range(0, 5000).Select(i => (byte)i)]);
        Assert.Contains("not a region store", Refusal(null));
        File.Delete(Path);
        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            StoreFile.Command(connection, "CREATE TABLE other (x)").ExecuteNonQuery();
        }
        Assert.Contains("not a region store", Refusal(null));
        _folder.Write("regions.db", []);
        Assert.Contains("not a region store", Refusal(null));
    }

    [Fact]
    public void FullDiskLeavesWhatWasThere()
    {
        using var store = RegionStore.Create(Path, RegionSets.Detector);
        store.Put("kept.jpg", RegionSets.Random(1));
        store.Writer.LimitPages(20);
        var error = Assert.Throws<IOException>(() => store.Put(Enumerable.Range(0, 1000).Select(i => ($"{i}.jpg", RegionSets.Random(i)))));
        Assert.Contains("disk is full", error.Message);
        Assert.Equal(["kept.jpg"], store.Names);
        RegionSets.AssertSame(RegionSets.Random(1), Get(store, "kept.jpg"));
        store.Writer.LimitPages(100_000);
        store.Put("later.jpg", RegionSets.Random(2));
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public void FailingBatchLeavesWhatWasThere()
    {
        using var store = RegionStore.Create(Path, RegionSets.Detector);
        store.Put("kept.jpg", RegionSets.Random(1));
        IEnumerable<(string, RegionSet)> Failing()
        {
            yield return ("kept.jpg", RegionSets.Random(9));
            throw new InvalidDataException("bad picture");
        }
        Assert.Throws<InvalidDataException>(() => store.Put(Failing()));
        RegionSets.AssertSame(RegionSets.Random(1), Get(store, "kept.jpg"));
        var infinite = new RegionSet(1, 1, [0, 0, 1, 1], [1], [0], null, [1, 2, 3, 4, 70_000]);
        Assert.Contains("fp16", Assert.Throws<InvalidDataException>(() => store.Put("large.jpg", infinite)).Message);
        Assert.Equal(1, store.Count);
    }

    /// <summary>The files as they lie on disk in the middle of a transaction are what a kill leaves.</summary>
    [Fact]
    public void KilledWriterLeavesWhatWasThere()
    {
        using var killed = new TemporaryFolder();
        using (var store = RegionStore.Create(Path, RegionSets.Detector))
        {
            store.Put("kept.jpg", RegionSets.Random(1));
            store.Put(Enumerable.Range(0, 6000).Select(i =>
            {
                if (i == 5999)
                    foreach (string file in Directory.GetFiles(_folder.Path)) File.Copy(file, killed.File(System.IO.Path.GetFileName(file)));
                return ($"{i}.jpg", RegionSets.Random(i, count: 36));
            }));
        }
        Assert.True(File.Exists(killed.File("regions.db-journal")), "the copy must be of a transaction under way");
        Assert.True(new FileInfo(killed.File("regions.db")).Length > 1 << 20, "the copy must hold half-written pages");
        using var survived = RegionStore.Open(killed.File("regions.db"), RegionSets.Detector);
        Assert.Equal(["kept.jpg"], survived.Names);
        survived.Put("more.jpg", RegionSets.Random(2));
        Assert.Equal(2, survived.Count);
    }

    [Fact]
    public void DamagedRowIsNamed()
    {
        using (var store = RegionStore.Create(Path, RegionSets.Detector)) store.Put("a.jpg", RegionSets.Random(1));
        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            StoreFile.Command(connection, "UPDATE regions SET features = x'0102'").ExecuteNonQuery();
        }
        using var damaged = RegionStore.Open(Path);
        Assert.Contains("'a.jpg'", Assert.Throws<InvalidDataException>(() => damaged.TryGet("a.jpg", out _)).Message);
    }

    // As stores were before they took note of files: read, written, and known for what they lack.
    [Fact]
    public void AStoreOfBeforeWorksAndSaysWhatItLacks()
    {
        using (var store = RegionStore.Create(Path, RegionSets.Detector)) store.Put("a.jpg", RegionSets.Random(1));
        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            StoreFile.Command(connection, "DROP TABLE files").ExecuteNonQuery();
        }
        string file = _folder.Write("b.jpg", [1, 2, 3]);
        using var old = RegionStore.Open(Path);
        RegionSets.AssertSame(RegionSets.Random(1), Get(old, "a.jpg"));
        Assert.Null(old.IsOf("a.jpg", file));
        Assert.Equal((1, 0), (old.UnknownFiles, old.Describe().KnownFiles));
        old.Put([("b.jpg", RegionSets.Random(2), PictureIdentity.Of(file))]);
        Assert.Equal((1, 1), (old.UnknownFiles, old.Describe().KnownFiles));
        Assert.True(old.IsOf("b.jpg", file));
        old.Put("b.jpg", RegionSets.Random(3));
        Assert.Null(old.IsOf("b.jpg", file));
    }

    [Fact]
    public void LargeFilesAreToldApartByTheirEndsAndMiddle()
    {
        byte[] bytes = new byte[10 * PictureIdentity.Part];
        PictureIdentity before = PictureIdentity.Of(_folder.Write("a.jpg", bytes));
        foreach (int place in (int[])[0, bytes.Length / 2, bytes.Length - 1])
        {
            bytes[place] ^= 1;
            Assert.NotEqual(before, PictureIdentity.Of(_folder.Write("b.jpg", bytes)));
            bytes[place] ^= 1;
        }
        Assert.Equal(before, PictureIdentity.Of(_folder.Write("b.jpg", bytes)));
        Assert.NotEqual(before, PictureIdentity.Of(_folder.Write("b.jpg", [.. bytes, 0])));
    }

    [Fact]
    public void APipeIsNoStore()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("needs mkfifo");
        using (var make = System.Diagnostics.Process.Start("mkfifo", [Path])) make.WaitForExit();
        Assert.Contains("pipe", Assert.Throws<IOException>(() => RegionStore.OpenOrCreate(Path, RegionSets.Detector)).Message);
        Assert.Contains("pipe", Assert.Throws<InvalidDataException>(() => RegionStore.Open(Path)).Message);
    }

    [Fact]
    public void DescriptionCounts()
    {
        using var store = RegionStore.Create(Path, RegionSets.Detector);
        store.Put([("a", RegionSets.Random(1, 3)), ("b", RegionSets.Random(2, 8))]);
        var summary = store.Describe();
        Assert.Equal((2, 11, 3, 8, 5.5), (summary.Pictures, summary.Regions, summary.FewestRegions, summary.MostRegions, summary.MeanRegions));
        Assert.True(summary.Bytes > 0 && summary.TopClasses.Count > 0 && summary.TopClasses.All(top => top.Pictures is 1 or 2));
    }

    private string Refusal(DetectorInfo? detector)
    {
        string message = Assert.Throws<InvalidDataException>(() => RegionStore.Open(Path, detector)).Message;
        Assert.StartsWith(Path, message);
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private static RegionSet Get(RegionStore store, string name) => store.TryGet(name, out var regions) ? regions : throw new KeyNotFoundException(name);
}
