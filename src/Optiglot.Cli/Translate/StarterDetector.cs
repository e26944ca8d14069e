using Optiglot.Models;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>What a starter sees pictures with: it comes with its detector, whose weights are fetched where they are not here yet.</summary>
internal static class StarterDetector
{
    // Two networks are the most that a detector of ours is put together from; more would be a circle.
    private const int MostFetches = 4;

    /// <summary>Opens it.</summary>
    /// <param name="starter">The starter; weights go beside it, into the same folder of models.</param>
    /// <param name="settings">Where else to look.</param>
    /// <param name="context">Told of what is fetched.</param>
    /// <exception cref="FileNotFoundException">Weights are missing, and <c>OPTIGLOT_OFFLINE</c> forbids fetching, or nobody offers them.</exception>
    /// <exception cref="IOException">They cannot be had.</exception>
    public static IRegionDetector Load(ModelFolder starter, DetectorSettings settings, CommandContext context)
    {
        string beside = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(starter.FolderPath)))!;
        DetectorSettings with = settings with { ModelFolders = [.. settings.ModelFolders, beside] };
        for (int fetched = 0; ; fetched++)
        {
            try
            {
                return ModelDetector.Load(starter, with);
            }
            catch (MissingWeightsException missing) when (missing.Get is { } name && fetched < MostFetches && !ModelsGetCommand.IsForbidden)
            {
                KnownModel model = ModelCatalogue.Find(name);
                context.Note($"{name}: the starter sees pictures with it; fetched from {model.Origin.Text} into {beside}, licence {model.Licence}");
                new ModelFetcher(new ModelStore(beside), new FetchOptions()).Fetch(model, context.Cancel).GetAwaiter().GetResult();
            }
        }
    }
}
