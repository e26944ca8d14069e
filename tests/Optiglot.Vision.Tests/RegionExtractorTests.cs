using SkiaSharp;

namespace Optiglot.Vision.Tests;

public sealed class RegionExtractorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MeanColour _detector = new();

    public RegionExtractorTests()
    {
        for (int i = 0; i < 30; i++)
            _folder.Write($"{i:D2}.png", PictureFiles.Encode(8, 8, (_, _) => new SKColor((byte)(i * 8), 0, 0), SKEncodedImageFormat.Png));
        _folder.Write("notes.txt", "not looked at"u8.ToArray());
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(3, 7)]
    public void EveryPictureGetsItsOwnRegions(int workers, int batch)
    {
        using var store = Store();
        var progress = new List<ExtractionProgress>();
        var report = new RegionExtractor(_detector, new ExtractionOptions { Workers = workers, BatchSize = batch, PicturesPerSave = 4 })
            .Run(Pictures(), store, progress.Add);
        Assert.Equal((30, 0, 0), (report.Saved, report.Skipped, report.Bad.Count));
        Assert.Equal(30, store.Count);
        for (int i = 0; i < 30; i++) Assert.Equal(i * 8, store.TryGet($"{i:D2}.png", out var regions) ? regions.Features[0] : -1);
        Assert.Equal(Enumerable.Range(1, 30), progress.Select(told => told.Done));
        Assert.All(progress, told => Assert.Equal(30, told.Total));
    }

    [Fact]
    public void BadPicturesAreReportedAndTheRestIsDone()
    {
        _folder.Write("05.png", []);
        _folder.Write("06.png", "<html>"u8.ToArray());
        using var store = Store();
        var report = new RegionExtractor(_detector).Run([.. Pictures(), _folder.File("gone.jpg")], store);
        Assert.Equal(["05.png", "06.png", "gone.jpg"], report.Bad.Select(bad => Path.GetFileName(bad.Picture)).Order());
        Assert.All(report.Bad, bad => Assert.Contains(';', bad.Reason));
        Assert.Equal((28, 28), (report.Saved, (int)store.Count));
    }

    [Fact]
    public void StartedAgainItGoesOnWhereItWas()
    {
        using var store = Store();
        using var cancel = new CancellationTokenSource();
        var extractor = new RegionExtractor(_detector, new ExtractionOptions { Workers = 2, PicturesPerSave = 3 });
        Assert.Throws<OperationCanceledException>(() => extractor.Run(Pictures(), store, told =>
        {
            if (told.Done == 7) cancel.Cancel();
        }, cancel.Token));
        int saved = (int)store.Count;
        Assert.InRange(saved, 7, 29);
        var report = extractor.Run(Pictures(), store);
        Assert.Equal((30 - saved, saved), (report.Saved, report.Skipped));
        Assert.Equal(30, store.Count);
        Assert.Equal(30, _detector.Seen);
        Assert.Equal((0, 30), extractor.Run(Pictures(), store) is var last ? (last.Saved, last.Skipped) : default);
        Assert.Equal(30, new RegionExtractor(_detector, new ExtractionOptions { Again = true }).Run(Pictures(), store).Saved);
    }

    [Fact]
    public void FailingDetectorEndsTheRunAndKeepsWhatWasSaved()
    {
        using var store = Store();
        _detector.FailAt = 20;
        Assert.Throws<InvalidOperationException>(() => new RegionExtractor(_detector, new ExtractionOptions { Workers = 2, PicturesPerSave = 5 })
            .Run(Pictures(), store));
        Assert.InRange(store.Count, 5, 25);
    }

    [Fact]
    public void FullDiskEndsTheRun()
    {
        using var store = Store();
        store.Writer.LimitPages(9);
        Assert.Throws<IOException>(
            () => new RegionExtractor(_detector, new ExtractionOptions { PicturesPerSave = 1, Regions = new RegionLimits { Min = 90, Max = 100 } })
            .Run(Pictures(), store));
        Assert.InRange(store.Count, 1, 29);
    }

    [Fact]
    public void StoreOfAnotherDetectorIsRefused()
    {
        using var store = RegionStore.Create(_folder.File("other.db"), RegionSets.Detector);
        Assert.Throws<InvalidDataException>(() => new RegionExtractor(_detector).Run(Pictures(), store));
    }

    [Fact]
    public void PicturesOfOneNameAreRefused()
    {
        using var store = Store();
        Assert.Contains("same name", Assert.Throws<InvalidDataException>(() => new RegionExtractor(_detector).Run(["a/1.jpg", "b/1.jpg"], store)).Message);
    }

    [Fact]
    public void WhatAStoreLacksIsLookedUpOnceOnAllCores()
    {
        using var store = Store();
        var extractor = new RegionExtractor(_detector);
        string[] pictures = [.. Pictures()];
        extractor.Run(pictures[..20], store);
        _folder.Write("03.png", File.ReadAllBytes(pictures[29]));
        File.Delete(pictures[4]);
        StoreCoverage found = StoreCoverage.Of(store, null, pictures);
        Assert.Equal(pictures[20..], found.Missing.Order());
        Assert.Equal([pictures[3]], found.Changed);
        Assert.Equal((11, 19, 1), extractor.Run(pictures, store, known: found) is var report ? (report.Saved, report.Skipped, report.Replaced) : default);
        Assert.True(StoreCoverage.Of(store, null, pictures).IsWhole);
        // What is known is not looked up again.
        _folder.Write("05.png", File.ReadAllBytes(pictures[29]));
        Assert.Equal(0, extractor.Run(pictures, store, known: new StoreCoverage(new HashSet<string>(), new HashSet<string>())).Saved);
        using CancellationTokenSource cancel = new();
        cancel.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => StoreCoverage.Of(store, null, pictures, cancel.Token));
    }

    [Fact]
    public void FoldersWithoutPicturesAreTold()
    {
        using var empty = new TemporaryFolder();
        Assert.Throws<InvalidDataException>(() => RegionExtractor.Pictures(empty.Path));
        Assert.Throws<DirectoryNotFoundException>(() => RegionExtractor.Pictures(empty.File("nowhere")));
    }

    // Ten of each thousand were lost where only every 256th photo saved.
    [Fact]
    public void WhatIsDoneIsSavedEveryFewSeconds()
    {
        using var store = Store();
        List<long> saved = [];
        new RegionExtractor(_detector, new ExtractionOptions { Workers = 1, SaveEvery = TimeSpan.Zero }).Run(Pictures(), store, _ => saved.Add(store.Count));
        Assert.Equal(Enumerable.Range(1, 30).Select(done => (long)done), saved);
    }

    [Fact]
    public void PicturesAreNamedRelativeToTheirFolder()
    {
        foreach (string inner in (string[])["a", "b"])
        {
            Directory.CreateDirectory(_folder.File($"deep/{inner}"));
            _folder.Write($"deep/{inner}/1.png", Red(inner == "a" ? (byte)40 : (byte)80));
        }

        string root = _folder.File("deep");
        PictureFolder listed = PictureFolder.List(root, recursive: true);
        using var store = Store();
        Assert.Equal(2, new RegionExtractor(_detector, new ExtractionOptions { Folder = root }).Run(listed.Pictures, store).Saved);
        Assert.Equal(["a/1.png", "b/1.png"], store.Names.Order());
        Assert.Equal([40f, 80f], ((string[])["a/1.png", "b/1.png"]).Select(name => store.TryGet(name, out var regions) ? regions.Features[0] : -1));
    }

    [Fact]
    public void AnotherPictureOfTheSameNameIsDetectedAnew()
    {
        using var store = Store();
        new RegionExtractor(_detector).Run(Pictures(), store);
        _folder.Write("03.png", Red(200));
        Assert.False(store.IsOf("03.png", _folder.File("03.png")));
        Assert.True(store.IsOf("04.png", _folder.File("04.png")));
        Assert.Null(store.IsOf("none.png", _folder.File("04.png")));
        var report = new RegionExtractor(_detector).Run(Pictures(), store);
        Assert.Equal((1, 29, 1), (report.Saved, report.Skipped, report.Replaced));
        Assert.Equal(200, store.TryGet("03.png", out var regions) ? regions.Features[0] : -1);
        Assert.True(store.IsOf("03.png", _folder.File("03.png")));
    }

    [Fact]
    public void AFolderListsWhatCanBeDecodedAndSaysWhatIsLeftOut()
    {
        using var mixed = new TemporaryFolder();
        byte[] jpeg = PictureFiles.Encode(8, 8, (_, _) => SKColors.Red, SKEncodedImageFormat.Jpeg);
        mixed.Write("a.jfif", jpeg);
        mixed.Write("b", jpeg);
        mixed.Write("c.gif", PictureFiles.Gif(3, 2));
        mixed.Write("d.bmp", PictureFiles.Bitmap(3, 2));
        mixed.Write("e.JPG", jpeg);
        mixed.Write("f.heic", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0]);
        mixed.Write("g.avif", [0, 0, 0, 24, .. "ftypavif"u8, 0, 0, 0, 0]);
        mixed.Write("h.tif", [.. "II*\0"u8, 8, 0, 0, 0]);
        mixed.Write("notes.txt", "BM is no bitmap"u8.ToArray());
        Directory.CreateDirectory(mixed.File("inner"));
        mixed.Write("inner/z.png", Red(1));
        PictureFolder flat = PictureFolder.List(mixed.Path), deep = PictureFolder.List(mixed.Path, recursive: true);
        Assert.Equal(["a.jfif", "b", "c.gif", "d.bmp", "e.JPG"], flat.Pictures.Select(Path.GetFileName));
        Assert.Equal(["HEIC", "AVIF", "TIFF", "no picture"], flat.LeftOut.Select(left => left.Reason.Split(" is ")[0]));
        Assert.Equal([mixed.File("inner")], flat.Subfolders);
        Assert.Equal(mixed.File("inner/z.png"), deep.Pictures[^1]);
        Assert.Empty(deep.Subfolders);
        Assert.All(flat.Pictures, picture => Assert.True(ImageDecoder.Decode(picture).Width > 1));
    }

    private static byte[] Red(byte red) => PictureFiles.Encode(8, 8, (_, _) => new SKColor(red, 0, 0), SKEncodedImageFormat.Png);

    private IReadOnlyList<string> Pictures() => RegionExtractor.Pictures(_folder.Path);

    private RegionStore Store() => RegionStore.OpenOrCreate(_folder.File("regions.db"), _detector.Info);

    /// <summary>One feature: the mean of red.</summary>
    private sealed class MeanColour : IRegionDetector
    {
        private int _seen;

        public int Seen => _seen;
        public int FailAt { get; set; } = int.MaxValue;
        public DetectorInfo Info { get; } = new() { Name = "mean", Sha256 = "m", FeatureWidth = 1 };

        public IReadOnlyList<RegionSet> Detect(IReadOnlyList<DecodedImage> images, RegionLimits limits) => [.. images.Select(image =>
        {
            if (Interlocked.Increment(ref _seen) >= FailAt) throw new InvalidOperationException("detector broke");
            int count = Math.Max(1, limits.Min);
            float red = (float)image.Rgb.Where((_, i) => i % 3 == 0).Average(value => value);
            return new RegionSet(image.Width, image.Height, [.. Enumerable.Repeat<float[]>([0, 0, 1, 1], count).SelectMany(box => box)], new float[count],
                new int[count], null, [.. Enumerable.Repeat(red, count)]);
        })];

        public void Dispose() { }
    }
}
