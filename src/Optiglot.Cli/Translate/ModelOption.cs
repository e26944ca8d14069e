using System.CommandLine;
using Optiglot.Training;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>The options that say which model translates, on which engine, and what it sees pictures with.</summary>
internal sealed class ModelOption
{
    private readonly Option<string?> model = new("--model", "-m")
    {
        Description = $"Model folder, or the folder of a run (default: a starter, {StarterModels.Default} unless languages are named)", HelpName = "DIR",
    };
    private readonly Option<string?> source = new("--source")
    {
        Description = "Language to translate from, two letters, to choose a starter by", HelpName = "CODE",
    };
    private readonly Option<string?> target = new("--target")
    {
        Description = "Language to translate to, two letters, to choose a starter by", HelpName = "CODE",
    };
    private readonly Option<string?> regions = new("--regions")
    {
        Description = "Region store to look pictures up in before they are detected", HelpName = "FILE|DIR"
    };
    private readonly Option<string?> detector = new("--detector")
    {
        Description =
            "Detector for pictures that are in no store: a name, or the path of its file (default: the one the model was trained with, from beside the "
            + "model or by name)", HelpName = "NAME|FILE"
    };
    private readonly EngineOption engine = new();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(model);
        command.Add(source);
        command.Add(target);
        command.Add(regions);
        command.Add(detector);
        engine.AddTo(command);
    }

    /// <summary>Opens the model, with store and detector where it sees pictures and some are wanted.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="pictures">Whether there may be pictures.</param>
    /// <param name="context">Where detectors' weights may lie, and where to say what a store lacks.</param>
    /// <param name="workers">Batches at a time where the command line does not say; null: one a core.</param>
    /// <exception cref="FileNotFoundException">The model or a file of it is missing, or no store is given and the detector is not found.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or changed, or store or detector are not the model's.</exception>
    public OpenedModel Open(ParseResult parse, bool pictures, CommandContext context, int? workers = null)
    {
        ModelFolder folder = ModelFolder.Open(PathOf(parse, context), ModelParts.None);
        bool sees = pictures && folder.Config.Detector is not null;
        RegionStore? store = null;
        IRegionDetector? found = null;
        try
        {
            if (sees && parse.GetValue(regions) is { } path) store = RegionStore.Open(RegionStore.PathOf(path));
            if (sees) found = Load(parse, folder, isNeeded: store is null, context);
            EngineChoice choice = engine.Read(parse);
            OpenedModel opened = new(folder, (choice with { Workers = choice.Workers ?? workers }).Open(folder, store, found), store, found);
            if (store?.UnknownFiles is > 0 and var unknown) context.Note($"note: {PictureCoverage.Unknown(store, unknown)}");
            return opened;
        }
        catch
        {
            found?.Dispose();
            store?.Dispose();
            throw;
        }
    }

    private string PathOf(ParseResult parse, CommandContext context)
    {
        var (named, from, to) = (parse.GetValue(model), parse.GetValue(source), parse.GetValue(target));
        if (named is null) return StarterModels.Find(context.Data, from, to);
        return from is null && to is null ? named : throw new ArgumentException(
            "--model names the model, so --source and --target have nothing to choose; leave one or the other out");
    }

    // With a store at hand the model's own detector may be absent; one that was asked for may not.
    private IRegionDetector? Load(ParseResult parse, ModelFolder folder, bool isNeeded, CommandContext context)
    {
        string? asked = parse.GetValue(detector);
        string own = folder.Config.Detector!.Name;
        DetectorSettings settings = new() { ModelFolders = context.Data.ModelFolders, Kinds = Detectors.Kinds, Threads = Environment.ProcessorCount };
        if (parse.GetValue(model) is null && asked is null && isNeeded) return StarterDetector.Load(folder, settings, context);
        try
        {
            return ModelDetector.Load(folder, settings, asked);
        }
        catch (FileNotFoundException) when (asked is null && !isNeeded)
        {
            return null;
        }
        catch (FileNotFoundException missing) when (asked is null)
        {
            throw new FileNotFoundException($"{missing.Message}; or look the picture up with --regions STORE (the model was trained with {own})", missing);
        }
    }
}
