using System.Diagnostics;
using Optiglot.Training;

namespace Optiglot.Bench.Tests;

/// <summary>The peers do the same work as our side: same weights and data, same numbers.</summary>
public class PeerTests
{
    private static readonly BenchHost Host = new() { Program = typeof(BenchHost).Assembly.Location, Threads = 1, Peers = TestFolder.Peers };

    [Fact]
    public void TheScriptsCompile()
    {
        if (!File.Exists(Host.Python)) Assert.Skip($"{Host.Python} is absent");
        ProcessStartInfo start = new(Host.Python, ["-c", "import ast, sys\nfor path in sys.argv[1:]: ast.parse(open(path, encoding='utf-8').read(), path)",
            .. Directory.GetFiles(TestFolder.Peers, "*.py")])
        {
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }

    [Theory]
    [InlineData(Precision.Fp32, 5e-4)]
    [InlineData(Precision.Bf16, 2e-2)]
    public void TrainingGivesTheSameLosses(Precision precision, double tolerance)
    {
        (JobResult ours, JobResult peer) = Both(TinyJobs.Train(precision) with { Rate = 1e-3 });
        Assert.Equal(ours.Work, peer.Work);
        foreach (string loss in (string[])["loss_before", "loss_after"]) Assert.Equal(ours.Values[loss], peer.Values[loss], ours.Values[loss] * tolerance);
    }

    [Fact]
    public void TrainingOfTheOtherKindOfNetworkGivesTheSameLosses()
    {
        (JobResult ours, JobResult peer) = Both(TinyJobs.Train(Precision.Fp32, TinyJobs.OtherKind) with { Rate = 1e-3 });
        foreach (string loss in (string[])["loss_before", "loss_after"]) Assert.Equal(ours.Values[loss], peer.Values[loss], ours.Values[loss] * 1e-3);
    }

    [Fact]
    public void TheEncoderGivesTheSameStates()
    {
        (JobResult ours, JobResult peer) = Both(TinyJobs.Encoder());
        Assert.Equal(ours.Values["product"], peer.Values["product"], 1e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void SearchGivesTheSameTranslations(int batch)
    {
        (JobResult ours, JobResult peer) = Both(TinyJobs.Translate(batch));
        Assert.Equal(ours.Outputs, peer.Outputs);
    }

    // The end piece is allowed at any step: hypotheses of different lengths end, and sentences leave the batch at different steps.
    [Theory]
    [InlineData(1.0, 0)]
    [InlineData(0.6, 2)]
    public void SearchThatEndsByItselfGivesTheSameTranslations(double alpha, int minimum)
    {
        TranslateJob job = TinyJobs.Translate(6);
        int[] others = [.. Enumerable.Range(0, job.Model.Decoder.VocabularySize).Where(id => id is < 2 or > 14)];
        (JobResult ours, JobResult peer) = Both(job with
        {
            Search = job.Search with { Alpha = alpha, MinimumLength = minimum, MaximumLengthRatio = 2 }, Target = job.Target with { Excluded = others },
        });
        Assert.Equal(ours.Outputs, peer.Outputs);
        Assert.True(ours.Outputs.Select(line => line.Length).Distinct().Count() > 1);
    }

    [Fact]
    public void ProductsAreTimed()
    {
        (JobResult ours, JobResult peer) = Both(new PeakJob { Shapes = [[32, 16, 8]], Repeats = 1 });
        Assert.Equal(ours.Values.Keys, peer.Values.Keys);
    }

    [Fact]
    public void AMissingPythonSaysHowToGetIt()
    {
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => PeerCheck.Describe(Host with { Python = "/no/such/python3" }, []));
        Assert.Contains("apt install python3-torch", error.Message);
    }

    [Fact]
    public void APythonWithoutTorchSaysHowToGetIt()
    {
        using TestFolder folder = new();
        string python = folder.File("python3");
        File.WriteAllText(python, "#!/bin/sh\necho \"No module named 'torch'\" >&2\nexit 1\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(python, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => PeerCheck.Describe(Host with { Python = python }, []));
        Assert.Contains("No module named 'torch'", error.Message);
        Assert.Contains("apt install python3-torch", error.Message);
    }

    private static (JobResult Ours, JobResult Peer) Both(BenchJob job)
    {
        NeedTorch();
        using TestFolder folder = new();
        job.Save(folder.Path);
        JobResult peer = new JobRunner(Host).Peer(job.PeerScript!, folder.Path, PeerSettings.Launcher, CancellationToken.None);
        return (BenchJob.Load(folder.Path).Run(folder.Path), peer);
    }

    private static void NeedTorch()
    {
        try
        {
            PeerCheck.Describe(Host, []);
        }
        catch (FileNotFoundException absent)
        {
            Assert.Skip(absent.Message);
        }
    }
}
