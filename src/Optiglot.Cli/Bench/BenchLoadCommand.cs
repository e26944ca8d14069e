using System.CommandLine;
using Optiglot.Bench;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>How long people wait before anything comes.</summary>
internal sealed class BenchLoadCommand : BenchmarkCommand
{
    private readonly Option<string> size = Sizes(["wide", "small", BenchSizes.Tiny], "small");
    private readonly Option<string?> model = new("--model", "-m") { Description = "Model folder (default: one with random weights)", HelpName = "DIR" };
    private readonly Option<int> pictures =
        new("--pictures") { Description = "Pictures in the region store that is made up; 0: no store", HelpName = "N", DefaultValueFactory = _ => 1_000_000 };

    /// <summary>Builds the command.</summary>
    public BenchLoadCommand() : base(
        "load", "Start to first translation, and opening a region store of a million pictures", hasPeer: false, "bench load",
            "bench load --model runs/multi30k-text-en-de --pictures 0 --json")
    {
        foreach (Option option in (Option[])[size, model, pictures]) Add(option);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context)
    {
        List<BenchRow> rows = [];
        bool tiny = parse.GetRequiredValue(size) == BenchSizes.Tiny;
        string scratch = Directory.CreateTempSubdirectory("optiglot-bench-").FullName;
        try
        {
            string folder = parse.GetValue(model) ?? Path.Combine(scratch, "model");
            if (parse.GetValue(model) is null) LoadBenchmark.SaveModel(folder, BenchSizes.Translation(parse.GetRequiredValue(size), 0), 1);
            ModelFolder opened = ModelFolder.Open(folder);
            foreach (string engine in (string[])[.. opened.Config.Onnx is null ? [] : (string[])["onnx"],
                .. opened.Config.WeightsSha256 is null ? [] : (string[])["torch"]])
                rows.Add(LoadBenchmark.FirstTranslation(Host(parse), opened.FolderPath, engine, Rounds(parse), context.Cancel));
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }

        if (parse.GetValue(pictures) is var count and > 0) rows.Add(LoadBenchmark.Store(session, new StoreJob { Pictures = tiny ? 1000 : count }));
        return rows;
    }
}
