using System.Diagnostics;
using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Text;
using Optiglot.Translation;
using static TorchSharp.torch;

namespace Optiglot.Bench;

/// <summary>How long people wait: from the start of the program to the first translation, and until a large region store answers.</summary>
public static class LoadBenchmark
{
    private const string Sentence = "A dog runs over the grass .";
    private const int LearningLines = 5000;

    /// <summary>Seconds from the start of <c>./optiglot translate</c> to its first line of output: a row.</summary>
    /// <param name="host">How processes are started.</param>
    /// <param name="model">A model folder.</param>
    /// <param name="engine">What computes, as <c>--engine</c> takes it.</param>
    /// <param name="rounds">Starts.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidDataException">It translates nothing.</exception>
    public static BenchRow FirstTranslation(BenchHost host, string model, string engine, int rounds, CancellationToken cancellation) => new()
    {
        Name = $"start to first translation, {engine}",
        Unit = "s",
        Ours = Spread.Of([.. Enumerable.Range(0, rounds).Select(_ => Start(host, model, engine, cancellation))]),
        Details = new Dictionary<string, double>
        {
            ["model_mib"] = Directory.EnumerateFiles(model, engine == "onnx" ? "*.onnx" : "*.safetensors")
                .Sum(file => new FileInfo(file).Length) / (double)(1 << 20)
        },
    };

    /// <summary>Seconds until a region store is open and has given a picture's regions: a row.</summary>
    public static BenchRow Store(BenchSession session, StoreJob job)
    {
        string name = $"region store of {job.Pictures:N0} pictures";
        PairedResults results = session.Run(name, job);
        JobResult first = results.Ours[0];
        Dictionary<string, double> details = new()
        {
            ["reads_per_second"] = Spread.MedianOf(results.Ours.Select(result => result.Values["reads_per_second"])),
            ["count_seconds"] = Spread.MedianOf(results.Ours.Select(result => result.Values["count_seconds"])),
            ["store_mib"] = first.Values["file_bytes"] / (1 << 20),
        };
        return new BenchRow { Name = name, Unit = "s", Ours = Spread.Of([.. results.Ours.Select(result => result.Seconds[0])]), Details = details };
    }

    /// <summary>Saves a model folder with random weights, and graphs.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">Its sizes; the vocabulary follows from made-up text.</param>
    /// <param name="seed">Seed.</param>
    public static void SaveModel(string path, ModelOptions options, ulong seed)
    {
        string scratch = Directory.CreateTempSubdirectory("optiglot-bench-").FullName;
        try
        {
            (string source, string target) = (Path.Combine(scratch, "source"), Path.Combine(scratch, "target"));
            MadeUpLines.Write(source, target, LearningLines, seed);
            BpeTokenizer bpe = BpeLearner.Learn(File.ReadLines(source).Concat(File.ReadLines(target)), options.Decoder.VocabularySize);
            ModelOptions sized = options with
            {
                Encoder = options.Encoder with { VocabularySize = bpe.Count }, Decoder = options.Decoder with { VocabularySize = bpe.Count }
            };
            using TranslationModel model = TranslationModel.Create(sized, ScalarType.Float32, CPU, seed);
            TextOptions english = new() { Language = "en", LowerCase = true }, german = new() { Language = "de", LowerCase = true };
            ModelFolder.Save(path, model, new ModelDescription
            {
                Name = "bench", SourceText = english, TargetText = german, SourceTokenizer = bpe, TargetTokenizer = bpe,
                Search = new BeamOptions { MaximumLengthRatio = 1, MaximumLengthOffset = 1 },
            }, graphs: true);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static double Start(BenchHost host, string model, string engine, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ProcessStartInfo start = new(JobRunner.DotNet(), ["exec", host.Program, "translate", "--model", model, "--engine", engine, Sentence])
        {
            RedirectStandardOutput = true, RedirectStandardError = true
        };
        long begun = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new IOException($"{start.FileName} does not start");
        Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
        string? line = process.StandardOutput.ReadLine();
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (line is null || process.ExitCode != 0) throw new InvalidDataException($"{model}: gives no translation: {PeerCheck.LastLine(error.Result)}");
        return seconds;
    }
}
