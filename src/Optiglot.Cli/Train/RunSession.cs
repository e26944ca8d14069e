using Optiglot.Distributed;
using Optiglot.Distributed.Mpi;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Runs the steps of Algorithm 1 up to one, with progress, for the commands that train.</summary>
internal static class RunSession
{
    /// <summary>Runs them.</summary>
    /// <param name="last">The last step.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="context">Data and progress.</param>
    /// <param name="parts">Folder of stages that runs share; null: none.</param>
    /// <param name="wire">What gradients are between ranks.</param>
    /// <returns>Where the model is or will be, and the minutes spent on all steps so far.</returns>
    public static (string ModelPath, double Minutes) To(RunStep last, Recipe recipe, string folder, CommandContext context, string? parts = null,
        WireFormat wire = WireFormat.Float32)
    {
        using TrainingDisplay display = new(context.Console);
        RunOptions options = new()
        {
            Folder = folder, Parts = parts, WaitsForParts = MpiLaunch.IsOneOfSeveral, DataFolder = DataFolderOf(recipe, context),
            ModelFolders = context.Data.ModelFolders,
            DetectorKinds = Detectors.Kinds, ReportSeconds = display.ReportSeconds, Ranks = context.Ranks, Wire = wire,
        };
        using TrainingRun run = new(recipe, options, display);
        run.Run(last, context.Cancel);
        return (run.ModelPath, run.Minutes);
    }

    /// <summary>
    /// The folder that the recipe names; else the data folder; where there is none and the recipe names files of its own, the working folder.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is none, and the recipe needs it.</exception>
    public static string DataFolderOf(Recipe recipe, CommandContext context) => recipe.Data switch
    {
        { Root: { } root } =>
            Directory.Exists(root) ? root
            : throw new DirectoryNotFoundException(
            $"{root}: no such folder, which the recipe's data.root names; mend the recipe, or give another with --set data.root=DIR"),
        { Set: CorpusKind.Files } => context.Data.Path ?? Directory.GetCurrentDirectory(),
        _ => context.Data.Require(),
    };
}
