using System.CommandLine;
using Optiglot.Bench;

namespace Optiglot.Cli;

/// <summary>A load test of the service.</summary>
internal sealed class BenchServeCommand : BenchmarkCommand
{
    private const int MadeUp = 1000, TinyRequests = 60;

    private readonly Option<string> size = Sizes(["wide", "small", BenchSizes.Tiny], "small");
    private readonly Option<string?> model = new("--model", "-m")
    {
        Description = "Model folder with graphs (default: one with random weights)", HelpName = "DIR",
    };
    private readonly Option<string?> text = new("--text") { Description = "Sentences to translate, one a line (default: made up)", HelpName = "FILE" };
    private readonly Option<string?> image = new("--image")
    {
        Description = "A picture that every request brings (default: none, and no detector is loaded)", HelpName = "FILE",
    };
    private readonly Option<int[]> batch = new("--batch")
    {
        Description = "Most sentences in a batch", DefaultValueFactory = _ => [1, 8, 64], AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<int> inFlight = new("--in-flight")
    {
        Description = "Requests that wait for an answer at any time", HelpName = "N", DefaultValueFactory = _ => 50,
    };
    private readonly Option<int> requests = new("--requests")
    {
        Description = "Requests that are measured, for each batch size", HelpName = "N", DefaultValueFactory = _ => 10_000,
    };
    private readonly Option<int?> workers = new("--workers")
    {
        Description = "Batches translated at a time (default: the service's, one a core)", HelpName = "N",
    };
    private readonly Option<string?> precision = new("--precision")
    {
        Description = "Number format of the service: fp32 or int8 (default: the service's)", HelpName = "FORMAT",
    };
    private readonly Option<string?> app = new("--app")
    {
        Description = "Folder that eng/publish-service.sh wrote: measure that service, and its size (default: this program)", HelpName = "DIR",
    };

    /// <summary>Builds the command.</summary>
    public BenchServeCommand() : base(
        "serve", "Load test of the service: answers a second, p50, p95 and p99, memory", hasPeer: false,
        "bench serve --rounds 1", "bench serve --model runs/hidden-color-en-de --batch 1 8 64 --in-flight 50 --requests 10000 --rounds 1 --json")
    {
        foreach (Option option in (Option[])[size, model, text, image, batch, inFlight, requests, workers, precision, app]) Add(option);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context)
    {
        bool isTiny = parse.GetRequiredValue(size) == BenchSizes.Tiny;
        string? picture = parse.GetValue(image);
        ServeLoad load = new()
        {
            InFlight = parse.GetValue(inFlight),
            Requests = isTiny ? TinyRequests : parse.GetValue(requests),
            Warmup = isTiny ? 0 : new ServeLoad { Sentences = [] }.Warmup,
            Sentences = parse.GetValue(text) is { } file ? [.. File.ReadLines(file).Where(line => line.Trim().Length > 0)]
                : ServeBenchmark.MadeUpSentences(MadeUp, 1),
            Picture = picture is null ? null : File.ReadAllBytes(picture),
        };
        BenchHost host = Host(parse);
        if (parse.GetValue(app) is { } folder) host = host with { Program = Path.Combine(folder, "optiglot.dll") };
        session.Note("The client ran on the same cores as the service.");
        string scratch = Directory.CreateTempSubdirectory("optiglot-bench-").FullName;
        try
        {
            string served = parse.GetValue(model) ?? Path.Combine(scratch, "model");
            if (parse.GetValue(model) is null) LoadBenchmark.SaveModel(served, BenchSizes.Translation(parse.GetRequiredValue(size), 0), 1);
            string[] options =
            [
                "--model", served, .. picture is null ? (string[])["--no-pictures"] : [],
                .. parse.GetValue(workers) is { } count ? (string[])["--workers", $"{count}"] : [], .. parse.GetValue(precision) is { } format
                    ? (string[])["--precision", format] : [],
            ];
            List<BenchRow> rows = [.. parse.GetRequiredValue(batch).Select(each =>
                ServeBenchmark.Measure(host, options, each, load, Rounds(parse), context.Note, context.Cancel))];
            if (parse.GetValue(app) is not null) rows.Add(
                new BenchRow { Name = "what the service needs on disk, beside .NET and a model", Unit = "MiB", Ours =
                Spread.Of([ServeBenchmark.Size(host.Program) / (double)(1 << 20)]) });
            return rows;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
