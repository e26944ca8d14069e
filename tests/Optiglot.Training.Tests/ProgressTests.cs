using System.Buffers.Binary;
using System.Text;
using Optiglot.Vision;

namespace Optiglot.Training.Tests;

public sealed class ProgressTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static TrainingReport Step(string stage, long step, double epoch, double loss) =>
        new() { Event = TrainingEvent.Step, Stage = stage, Step = step, Epoch = epoch, Loss = loss };

    private static TrainingReport Score(string stage, long step, double epoch, double bleu) =>
        new() { Event = TrainingEvent.Evaluation, Stage = stage, Step = step, Epoch = epoch, DevBleu = bleu };

    // RFC 3720, appendix B.4: CRC-32C of 32 zeros is 8A9136AA, of "123456789" E3069283; the mask is TFRecord's.
    [Fact]
    public void TheChecksumIsMaskedCrc32C()
    {
        static uint Mask(uint crc) => ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
        Assert.Equal(Mask(0x8A9136AA), TensorBoardWriter.MaskedCrc(new byte[32]));
        Assert.Equal(Mask(0xE3069283), TensorBoardWriter.MaskedCrc("123456789"u8));
    }

    [Fact]
    public void TensorBoardFilesHoldEveryNumber()
    {
        string path;
        using (TensorBoardWriter writer = new(folder.Path, new FixedTime()))
        {
            writer.Scalar("stage1/loss", 300, 3.5);
            path = writer.Path;
        }
        Assert.Contains("tfevents", path, StringComparison.Ordinal);
        byte[][] records = [.. Records(File.ReadAllBytes(path))];
        Assert.Equal(2, records.Length);
        Assert.Contains("brain.Event:2", Encoding.UTF8.GetString(records[0]), StringComparison.Ordinal);
        // Written out by hand: wall_time 1.5 s, step 300, summary { value { tag, simple_value } }.
        byte[] expected =
        [
            0x09, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0x10, 0xAC, 0x02, 0x2A, 20, 0x0A, 18,
            0x0A, 11, .. "stage1/loss"u8, 0x15, 0, 0, 0x60, 0x40,
        ];
        Assert.Equal(expected, records[1]);
    }

    [Fact]
    public void TwoWritersNeverShareAFile()
    {
        using TensorBoardWriter one = new(folder.Path, new FixedTime()), two = new(folder.Path, new FixedTime());
        Assert.NotEqual(one.Path, two.Path);
    }

    [Fact]
    public void TheLogIsReadBackEvenAfterATornLine()
    {
        string path = folder["log/run.jsonl"];
        TrainingReport report = Step("stage1", 5, 0.5, double.NaN) with
        {
            Values = new Dictionary<string, double> { ["lambda"] = 0.4 },
            TimeLeft = TimeSpan.FromMinutes(3),
        };
        using (JsonLinesProgress log = new(path)) log.Report(report);
        File.AppendAllText(path, "{\"event\":\"step\",\"stage\":\"stage1\",\"st");
        using (JsonLinesProgress log = new(path)) log.Report(Score("stage1", 9, 1, 30));
        TrainingReport[] read = [.. JsonLinesProgress.Read(path)];
        Assert.Equal(2, read.Length);
        Assert.Equivalent(report, read[0]);
        Assert.Equal(Score("stage1", 9, 1, 30), read[1]);
    }

    [Fact]
    public void ALineForPeopleSaysWhatThereIs()
    {
        StringWriter text = new();
        new TextTrainingProgress(text).Report(Step("stage1", 300, 1.25, 3.4123) with
        {
            TotalSteps = 9000, LearningRate = 1.2e-3, TokensPerSecond = 8200.4, TimeLeft = TimeSpan.FromSeconds(760), DevBleu = 31.234, IsBest = true,
        });
        Assert.Equal(
            "stage 1 (encoder frozen): 12:40 left, BLEU on the dev set 31.23, the best so far, step 300/9000, epoch 1.25, loss 3.412, 8200 tokens/s, "
                + "learning rate 1.2e-03",
            text.ToString().TrimEnd());
    }

    // Names of stages and numbers are for programs, which read them in log.jsonl.
    [Fact]
    public void ALineHasWordsAUserKnows()
    {
        string line = TextTrainingProgress.Format(Step("with pictures: vlp_captions", 7, 0.5, 4.8) with
        {
            TimeLeft = TimeSpan.FromMinutes(75),
            Values = new Dictionary<string, double>
            {
                ["score"] = -4.833, ["masked_accuracy"] = 0.456, ["masked_accuracy_right_picture"] = 0.5, ["pair_accuracy"] = 0.9, ["gradient_norm"] = 3
            },
        });
        Assert.Equal(
            "with pictures: pre-training on captions: 1:15:00 left, step 7, epoch 0.50, loss 4.800, 45.6% of the hidden words right, 50% of the hidden "
                + "words right (right picture), 90% of the picture pairs told",
            line);
        Assert.Contains("left", line[..60], StringComparison.Ordinal);
    }

    [Fact]
    public void AStageThatItsMinutesEndSaysSo()
    {
        using var world = new ToyWorld(pictures: false);
        Recipe recipe = world.Recipe(pictures: false, epochs: 50);
        recipe = recipe with { EndToEnd = recipe.EndToEnd! with { MaxMinutes = 0.01 } };
        RunOptions options = world.Options("short");
        using (var run = new TrainingRun(recipe, options, new NullTrainingProgress()))
        {
            run.Run();
            TrainingReport end = Assert.Single(JsonLinesProgress.Read(run.LogPath), report => report.Event is TrainingEvent.StageFinished);
            Assert.Equal("ended by its time: max_minutes is 0.01", end.Message);
            Assert.StartsWith("training: finished after 0:0", TextTrainingProgress.Format(end), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReportsReachEveryListener()
    {
        LearningCurve one = new(), two = new();
        using CompositeTrainingProgress all = new(one, NullTrainingProgress.Instance, two);
        all.Report(Score("stage1", 1, 1, 10));
        Assert.Equal(one.Scores("stage1"), two.Scores("stage1"));
    }

    [Fact]
    public void OfTwoReportsOnOneStepTheLaterIsDrawn()
    {
        LearningCurve curve = new();
        TrainingReport[] reports = [Score("stage1", 10, 1, 20), Score("stage1", 20, 2, 22), Score("stage1", 20, 2, 23), Step("stage1", 20, 2, double.NaN)];
        foreach (TrainingReport report in reports) curve.Report(report);
        Assert.Equal([new(1, 20), new(2, 23)], curve.Scores("stage1"));
        Assert.Empty(curve.Losses("stage1"));
    }

    // With our own letters, as on a server without fonts, and with whatever the system has.
    [Theory]
    [InlineData(PaintFont.Family)]
    [InlineData(PaintFont.OwnFamily)]
    public void TheLearningCurveIsAPictureWithTextInIt(string font)
    {
        LearningCurve curve = new();
        RandomStream noise = RandomStream.Create(1, "noise");
        foreach ((string stage, int epochs, double from, double rise, double start) in new[] { ("stage1", 14, 2.0, 32.0, 6.0), ("stage2", 24, 31.0, 7.5, 3.1) })
            for (int epoch = 1; epoch <= epochs; epoch++)
            {
                for (int part = 0; part < 10; part++)
                {
                    double at = epoch - 1 + (part + 1) / 10.0;
                    curve.Report(Step(stage, 100 * (epoch - 1) + 10 * (part + 1), at, 2.2 + (start - 2.2) * Math.Exp(-at / 3) + 0.05 * noise.NextDouble()));
                }
                curve.Report(Score(stage, 100 * epoch, epoch, from + rise * (1 - Math.Exp(-epoch / 4.0)) + noise.NextDouble()));
            }
        byte[] png = LearningCurvePlot.Draw(curve, "flickr8k-en-de", font);
        if (Environment.GetEnvironmentVariable("OPTIGLOT_KEEP_PICTURES") is { Length: > 0 } keep)
            File.WriteAllBytes(Path.Combine(keep, $"curve {font}.png"), png);
        DecodedImage picture = ImageDecoder.Decode(png, "curve.png");
        Assert.Equal((1280, 800), (picture.Width, picture.Height));
        // Above the axes stands nothing but the title: without a font this strip would be white.
        ReadOnlySpan<byte> title = picture.Rgb.AsSpan(0, 50 * picture.Width * 3);
        Assert.InRange(title.Count((byte)0xFF), title.Length / 2, title.Length - 2000);
    }

    [Fact]
    public void AnEmptyCurveIsDrawnToo()
    {
        new LearningCurve().Save(folder["empty.png"], "nothing yet");
        Assert.True(new FileInfo(folder["empty.png"]).Length > 1000);
    }

    private static IEnumerable<byte[]> Records(byte[] file)
    {
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(TensorBoardWriter.MaskedCrc(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            Assert.Equal(TensorBoardWriter.MaskedCrc(file.AsSpan(at + 12, length)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            yield return file[(at + 12)..(at + 12 + length)];
            at += 16 + length;
        }
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1500);
    }
}
