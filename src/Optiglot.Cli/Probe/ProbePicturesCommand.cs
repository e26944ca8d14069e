using System.CommandLine;
using System.Text.Json;
using Optiglot.Studies.Probes;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Runs the probes that say what pictures are worth, and writes them to one file.</summary>
internal sealed class ProbePicturesCommand : CliCommand
{
    private const string FileName = "pictures.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Option<string[]> color = Models("--color", "Models trained with colour words hidden");
    private readonly Option<string[]> noun = Models("--noun", "Models trained with nouns hidden");
    private readonly Option<string[]> bleu = Models("--bleu", "Models trained with nothing hidden");
    private readonly Option<string[]> maskSet = new("--mask-set")
    {
        Description = "Sets on which words are hidden", HelpName = "NAME", DefaultValueFactory = _ => ["photo_test"], AllowMultipleArgumentsPerToken = true
    };
    private readonly Option<string[]> bleuSet = new("--bleu-set")
    {
        Description = "Sets that are translated as they are", HelpName = "NAME", DefaultValueFactory = _ => ["photo_test", "val", "test_2016_flickr"],
        AllowMultipleArgumentsPerToken = true
    };
    private readonly Option<string?> pretrained = new("--pretrained") { Description = "Run of the pre-training with real pictures", HelpName = "DIR" };
    private readonly Option<string?> noise = new("--noise") { Description = "Run of the same with noise in their place (`regions control`)", HelpName = "DIR" };
    private readonly Option<string> results = new("--results")
    {
        Description = $"Folder to write {FileName} to", HelpName = "DIR", DefaultValueFactory = _ => "results"
    };
    private readonly ProbeOptions options = new(models: false);

    /// <summary>Builds the command.</summary>
    public ProbePicturesCommand() : base(
        "pictures", $"Runs the probes on several models each and writes {FileName}: what a right picture is worth",
        "probe pictures --color runs/color-1 runs/color-2 --noun runs/noun-1 --bleu runs/plain-1 --pretrained runs/vlp --noise runs/vlp-noise --results "
            + "results")
    {
        foreach (Option option in (Option[])[color, noun, bleu, maskSet, bleuSet, pretrained, noise, results]) Add(option);
        options.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        ProbeRuns runs = new(options, parse, context);
        Dictionary<string, HiddenWordAccuracy> mask = [];
        SortedDictionary<string, IReadOnlyList<ulong>> seeds = new(StringComparer.Ordinal);
        foreach ((string kind, Option<string[]> models) in new[] { ("color", color), ("noun", noun) })
        {
            if (parse.GetValue(models) is not { Length: > 0 } folders) continue;
            (string set, IReadOnlyList<(string Model, MaskResult Result)> found) = runs.Mask(folders, kind, parse.GetValue(maskSet));
            mask[kind] = HiddenWordAccuracy.Of(set, [.. found.Select(model => model.Result)]);
            seeds[kind] = Seeds(parse, folders);
        }

        PictureWorth? scored = null;
        if (parse.GetValue(bleu) is { Length: > 0 } plain)
        {
            (string set, IReadOnlyList<(string Model, PictureStatistics Statistics)> found) = runs.Incongruent(plain, null, parse.GetValue(bleuSet));
            scored = PictureWorth.Of(set, [.. found.Select(model => model.Statistics)]);
            seeds["bleu"] = Seeds(parse, plain);
        }

        PairAccuracy pairs = new(Accuracy(parse.GetValue(pretrained)), Accuracy(parse.GetValue(noise)));
        if (mask.Count == 0 && scored is null && pairs is { Real: null, Noise: null })
            throw new ArgumentException("nothing to do: name models with --color, --noun or --bleu, or runs with --pretrained and --noise");
        string command = CommandText.Of(parse), commit = GitCommit.Read(AppContext.BaseDirectory);
        var source = new ProbeSource(command, commit, MachineDescription.Describe());
        IEnumerable<string> parts = [.. mask.Keys, .. scored is null ? [] : new[] { "bleu" }, .. pairs.Real is null ? [] : new[] { "pair_accuracy.real" },
            .. pairs.Noise is null ? [] : new[] { "pair_accuracy.noise" }];
        var report = new PicturesReport
        {
            PairAccuracy = pairs is { Real: null, Noise: null } ? null : pairs, Mask = mask, Bleu = scored, Seeds = seeds,
            Command = command, Commit = commit, Sources = parts.ToDictionary(part => part, _ => source),
        };
        string file = Path.Combine(parse.GetRequiredValue(results), FileName);
        // What was measured before and is not now stays, and says where it comes from.
        if (File.Exists(file)) report = report.Over(Read(file));
        string text = JsonSerializer.Serialize(report, Json);
        AtomicFile.WriteText(file, text + "\n");
        if (context.Json) context.WriteJson(report);
        else context.Output.WriteLine($"{text}\nwritten: {file}");
        return ExitCode.Success;
    }

    private static PicturesReport Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<PicturesReport>(File.ReadAllText(file), Json)
                ?? throw new InvalidDataException($"{file}: is empty; move it away");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file}: is not what `probe pictures` writes ({error.Message}); move it away", error);
        }
    }

    private static Option<string[]> Models(string name, string what) =>
        new(name) { Description = $"{what}; several differ in their seed", HelpName = "DIR", DefaultValueFactory = _ => [],
            AllowMultipleArgumentsPerToken = true };

    private IReadOnlyList<ulong> Seeds(ParseResult parse, IEnumerable<string> folders) => [.. folders.Select(folder => options.Recipe(parse, folder).Seed)];

    // Of the last pre-training stage that saw held-out pairs, at its best evaluation: the weights that were kept.
    private static double? Accuracy(string? run)
    {
        if (run is null) return null;
        StageEvaluation[] found = [.. TrainingSummary.Read(TrainingSummary.LogIn(run)).SelectMany(stage => stage.Evaluations)
            .Where(evaluation => evaluation.Values.ContainsKey("pair_accuracy"))];
        return found.Length > 0 ? found.MaxBy(evaluation => evaluation.Values["score"])!.Values["pair_accuracy"]
            : throw new InvalidDataException(
                $"{run}: its log has no evaluation of paired-image prediction; give the folder of a run that pre-trained on pictures");
    }
}
