using Optiglot.Training;

namespace Optiglot.Bench.Tests;

/// <summary>Every job on tiny work, in this process.</summary>
public class JobTests
{
    [Theory]
    [InlineData(Precision.Fp32)]
    [InlineData(Precision.Bf16)]
    public void TrainingLowersTheLoss(Precision precision)
    {
        JobResult result = Run(TinyJobs.Train(precision) with { Rate = 3e-3, Repeats = 5 });
        Assert.Equal(5, result.Seconds.Count);
        Assert.True(result.Values["loss_after"] < result.Values["loss_before"] - 0.05, $"{result.Values["loss_before"]} to {result.Values["loss_after"]}");
        Assert.InRange(result.Values["padding"], 0, 0.3);
        Assert.True(result.Values["flops"] > 1e6 && result.Work > 100);
    }

    [Fact]
    public void TheEncoderRuns() => Assert.True(double.IsFinite(Run(TinyJobs.Encoder()).Values["product"]));

    [Fact]
    public void BatchSizeChangesNoTranslation()
    {
        JobResult one = Run(TinyJobs.Translate(1)), many = Run(TinyJobs.Translate(5));
        Assert.Equal(one.Outputs, many.Outputs);
        // Random weights end nowhere: as many pieces as the source has, and the end.
        Assert.All(one.Outputs, line => Assert.InRange(line.Split(' ').Length, 4, 40));
    }

    [Fact]
    public void EnginesTranslateAlike()
    {
        JobResult torch = Run(TinyJobs.Translate(5)), onnx = Run(TinyJobs.Translate(5) with { Engine = TranslateEngine.Onnx });
        Assert.Equal(torch.Outputs, onnx.Outputs);
        JobResult rounded = Run(TinyJobs.Translate(5) with { Engine = TranslateEngine.OnnxInt8 });
        Assert.Equal(torch.Outputs.Count, rounded.Outputs.Count);
    }

    [Fact]
    public void ProductsAreTimed()
    {
        JobResult result = Run(new PeakJob { Shapes = [[32, 16, 8], [64, 64, 64]], Repeats = 2 });
        Assert.Equal(result.Values.Values.Max(), result.Rate);
        Assert.Equal(["32x16x8", "64x64x64"], result.Values.Keys);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(true, 3)]
    public void ARunIsTimed(bool frozen, int regions)
    {
        JobResult result = Run(TinyJobs.Run(frozen) with { Regions = regions, RegionFeatures = 5 });
        Assert.True(result.Work > 50 && result.Values["epoch_seconds"] > 0 && result.Values["prepare_seconds"] > 0);
        Assert.True(result.PeakBytes > result.Values["weight_bytes"]);
    }

    [Fact]
    public void AStoreIsOpened() => Assert.Equal(300, Run(new StoreJob { Pictures = 300 }).Values["pictures"]);

    [Fact]
    public void PhotosAreDecoded() => Assert.Equal(3, Run(new DetectJob { Detector = DetectJob.NoDetector, Count = 3, Repeats = 1 }).Work);

    [Fact]
    public void ASavedModelTranslates()
    {
        using TestFolder folder = new();
        LoadBenchmark.SaveModel(folder.File("model"), BenchSizes.Translation("tiny", 0), 1);
        using var translator = Translation.Translator.Open(folder.File("model"));
        Assert.NotEmpty(translator.Translate([new Translation.TranslationRequest("A dog runs .")])[0].Text);
    }

    private static JobResult Run(BenchJob job)
    {
        using TestFolder folder = new();
        job.Save(folder.Path);
        return BenchJob.Load(folder.Path).Run(folder.Path);
    }
}
