using System.CommandLine;
using Optiglot.Models;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Where known models are, or would be.</summary>
internal static class ModelPlaces
{
    /// <summary><c>--models DIR</c>.</summary>
    public static Option<string?> Option() => new("--models") { Description = "Folder of models to look in first", HelpName = "DIR" };

    /// <summary>The store that has most of a model: whole before incomplete before damaged, and the nearest of equals; where none has any, the one it would go to.</summary>
    /// <param name="model">The model.</param>
    /// <param name="first">A folder to look in first, or null.</param>
    /// <param name="data">The data folder, which may have models in or beside it.</param>
    public static ModelStore Of(KnownModel model, string? first, DataFolder data)
    {
        ModelStore own = new(first ?? ModelFolders.Own);
        IEnumerable<ModelStore> stores = ModelFolders.Search(data.ModelFolders).Select(folder => new ModelStore(folder)).Prepend(own);
        return stores.Select(store => (Store: store, State: store.Look(model))).Where(place => place.State != ModelState.Absent)
            .OrderBy(place => place.State switch { ModelState.There => 0, ModelState.Incomplete => 1, _ => 2 }).Select(place => place.Store).FirstOrDefault() ?? own;
    }

    /// <summary>The models of these names; all where there are none.</summary>
    /// <exception cref="ArgumentException">A name is not known.</exception>
    public static IReadOnlyList<KnownModel> Named(string[]? names) => names is { Length: > 0 } ? [.. names.Distinct().Select(ModelCatalogue.Find)] : ModelCatalogue.All;
}
