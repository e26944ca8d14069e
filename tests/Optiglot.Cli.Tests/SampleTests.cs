using System.Diagnostics;
using System.Text.Json;
using Optiglot.Translation;
using Optiglot.Vision;
using Optiglot.Vision.Tests;
using SkiaSharp;

namespace Optiglot.Cli.Tests;

/// <summary>The program of the README is the one in <c>samples</c>, and runs.</summary>
[Collection(ChildProcesses.Name)]
public class SampleTests
{
    private const int MostLines = 15;
    private static readonly string Code = File.ReadAllText(Path.Combine(TestFolders.Repository, "samples", "Optiglot.Sample", "Program.cs"));

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/library.md")]
    public void PagesShowTheProgramThatRuns(string page)
    {
        Assert.True(Code.TrimEnd('\n').Split('\n').Length <= MostLines);
        Assert.Contains($"```csharp\n{Code}```", File.ReadAllText(Path.Combine(TestFolders.Repository, page)));
    }

    // With a model and a detector on disk, each as real as small, in the places that the program names.
    [Fact]
    public async Task TheProgramTranslatesWithThePicture()
    {
        string folder = TestFolders.Fresh(), served = Directory.CreateDirectory(Path.Combine(folder, "served")).FullName, photo =
            Path.Combine(folder, "photo.jpg");
        using IRegionDetector detector = TinyDetector(served);
        string model = TinyModel.Save(folder, detector.Info);
        OnnxExport.Write(model, OnnxPrecision.Fp32, Path.Combine(served, "en-de"));
        using (SKBitmap bitmap = new(48, 32))
        {
            bitmap.Erase(SKColors.SteelBlue);
            File.WriteAllBytes(photo, bitmap.Encode(SKEncodedImageFormat.Jpeg, 90).ToArray());
        }

        string[] captions = [.. Enumerable.Range(0, 40).Select(i => $"a man in a red shirt plays with {i} dogs")];
        File.WriteAllLines(Path.Combine(folder, "captions.txt"), captions);
        using OnnxTranslator direct = OnnxTranslator.Open(model = Path.Combine(served, "en-de"), new OnnxTranslatorSettings { Detector = detector });
        string[] expected =
        [
            .. direct.Translate([new("two dogs play with a ball", photo), new("a man sleeps")]).Select(result => result.Text),
            .. direct.Translate([.. captions.Select(line => new TranslationRequest(line))]).Select(result =>
                FormattableString.Invariant($"{result.Score:F2} {result.Text}")),
        ];
        Assert.NotNull(direct.Translate([new("two dogs play with a ball", photo)])[0].Regions);
        Assert.Equal(string.Join('\n', expected) + '\n', await RunAsync(folder));
    }

    private static async Task<string> RunAsync(string folder)
    {
        ProcessStartInfo start = new("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Optiglot.Sample.dll")]) { RedirectStandardOutput = true,
            RedirectStandardError = true, WorkingDirectory = folder };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(Test);
        string output = await process.StandardOutput.ReadToEndAsync(Test);
        await process.WaitForExitAsync(Test);
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }

    // Of the kind that is described by a manifest: sure of one box, with the mean colour as its vector.
    private static IRegionDetector TinyDetector(string folder)
    {
        float[] raw = new float[20 * 7];
        ((float[])[0.5f, 0.5f, MathF.Log(2), MathF.Log(2), 0.9f, 0, 1]).CopyTo(raw, 0);
        byte[] model = OnnxModels.Yolox(raw);
        File.WriteAllBytes(Path.Combine(folder, "tiny.onnx"), model);
        string manifest = Path.Combine(folder, "tiny.json");
        File.WriteAllText(manifest, JsonSerializer.Serialize(new
        {
            name = "tiny", kind = "yolox", model =
                new { file = "tiny.onnx", sha256 = OnnxModels.Hash(model), download = "https://example.org/tiny.onnx", licence = "MIT" },
            input = new { name = "images", width = 32, height = 32 }, outputs = new { predictions = "output" }, strides = (int[])[8, 16],
            featureMaps = new[] { new { tensor = "blocks", stride = 8 } }, labels = (string[])["cat", "dog"],
        }));
        return RegionDetectors.Load(manifest);
    }
}
