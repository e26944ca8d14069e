using System.CommandLine;
using Optiglot.Bench;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Beam search.</summary>
internal sealed class BenchTranslateCommand : BenchmarkCommand
{
    private static readonly Dictionary<string, TranslateEngine> Engines = new()
    {
        ["torch"] = TranslateEngine.Torch, ["onnx"] = TranslateEngine.Onnx, ["onnx-int8"] = TranslateEngine.OnnxInt8
    };
    private readonly Option<string> size = Sizes(["wide", "small", BenchSizes.Tiny], "wide");
    private readonly Option<string?> model = new("--model", "-m")
    {
        Description =
            "A trained text-only model, which translates test_2016_flickr from the data folder (default: random weights and made-up sentences of its lengths)",
        HelpName = "DIR"
    };
    private readonly Option<string[]> engine = new("--engine")
    {
        Description = $"What computes: {string.Join(", ", Engines.Keys)}", DefaultValueFactory = _ => [.. Engines.Keys], AllowMultipleArgumentsPerToken = true
    };
    private readonly Option<Precision[]> precision = Precisions(Precision.Fp32, Precision.Bf16);
    private readonly Option<int[]> batch = new("--batch")
    {
        Description = "Batch sizes", DefaultValueFactory = _ => [1, 64], AllowMultipleArgumentsPerToken = true
    };
    private readonly Option<int> beam = new("--beam") { Description = "Hypotheses a sentence", HelpName = "N", DefaultValueFactory = _ => 5 };
    private readonly Option<int> sentences = new("--sentences") { Description = "Sentences a pass", HelpName = "N", DefaultValueFactory = _ => 1000 };
    private readonly Option<int> workers = new("--workers")
    {
        Description = "Batches at a time on ONNX Runtime, which share the threads", HelpName = "N", DefaultValueFactory = _ => 1,
    };
    private readonly Option<int> singles = new("--single-sentences")
    {
        Description = "Sentences a pass at batch size 1", HelpName = "N", DefaultValueFactory = _ => 100
    };

    /// <summary>Builds the command.</summary>
    public BenchTranslateCommand() : base(
        "translate", "Beam search: sentences/s at batch sizes 1 and 64", hasPeer: true, "bench translate --size wide --peer",
            "bench translate --model runs/multi30k-text-en-de --peer --json")
    {
        foreach (Option option in (Option[])[size, model, engine, precision, batch, beam, sentences, workers, singles]) Add(option);
        CommonOptions.AtLeast(workers, 1);
        engine.AcceptOnlyFromAmong([.. Engines.Keys]);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context)
    {
        string name = parse.GetRequiredValue(size);
        if (name == "paper") throw new ArgumentException("sentences are text alone; use wide or small, or a trained --model");
        TranslateJob job = parse.GetValue(model) is { } folder
            ? TranslateJob.For(folder, Multi30k(true, context)!)
            : new TranslateJob { Model = BenchSizes.Translation(name, 0) };
        bool tiny = name == BenchSizes.Tiny && parse.GetValue(model) is null;
        job = job with
        {
            Search = job.Search with { Beam = parse.GetValue(beam) },
            Workers = parse.GetValue(workers),
            Sentences = tiny ? 12 : parse.GetValue(sentences),
            Repeats = tiny ? 1 : job.Repeats,
        };
        string label = parse.GetValue(model) is { } path ? Path.GetFileName(Path.TrimEndingDirectorySeparator(path)) : name;
        TranslateEngine[] engines = [.. parse.GetRequiredValue(engine).Distinct().Select(each => Engines[each])];
        return TranslateBenchmark.Measure(session, label, job, engines, parse.GetRequiredValue(precision), parse.GetRequiredValue(batch),
            tiny ? 3 : parse.GetValue(singles));
    }
}
