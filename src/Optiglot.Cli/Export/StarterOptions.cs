using System.CommandLine;
using Optiglot.Training;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>The options that make a model small enough to be committed, with its card.</summary>
internal sealed class StarterOptions
{
    private readonly Option<string?> starter = new("--starter")
    {
        Description = "New folder, as models/en-de: weights of 8 bits in one file, which every engine and further training take, with a card",
        HelpName = "DIR",
    };
    private readonly Option<string?> recipe = new("--recipe")
    {
        Description = "With --starter: the recipe, for the card (default: the one in the run's folder)", HelpName = "FILE",
    };
    private readonly Option<string[]> results = new("--results")
    {
        Description = "With --starter: result files whose scores go into the card; may be repeated (default: those of the run)", HelpName = "FILE",
        DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string?> probes = new("--probes") { Description = "With --starter: what `probe pictures` found, for the card", HelpName = "FILE" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[starter, recipe, results, probes]) command.Add(option);
    }

    /// <summary>The new folder; null where none is asked for.</summary>
    public string? Folder(ParseResult parse) => parse.GetValue(starter);

    /// <summary>Writes it.</summary>
    public int Write(string model, string folder, ParseResult parse, CommandContext context)
    {
        Recipe made = EvaluationSession.RecipeOf(model, parse.GetValue(recipe));
        string own = Path.Combine(model, "results");
        string[] kept = Directory.Exists(own) ? [.. Directory.GetFiles(own, "*.json").Order(StringComparer.Ordinal)] : [];
        string[] files = parse.GetRequiredValue(results) is { Length: > 0 } named ? named : kept;
        ModelFolder written = StarterFolder.Write(model, folder, StarterCard.Of(made, files, parse.GetValue(probes)));
        long bytes = Directory.EnumerateFiles(written.FolderPath).Sum(file => new FileInfo(file).Length);
        if (context.Json) context.WriteJson(new { folder = written.FolderPath, bytes, results = files });
        string scores = files.Length > 0 ? string.Join(", ", files) : "nowhere: there is no result file";
        if (!context.Json) context.Output.WriteLine(FormattableString.Invariant($"written: {written.FolderPath} ({bytes / 1e6:0.0} MB; scores from {scores})"));
        return ExitCode.Success;
    }
}
