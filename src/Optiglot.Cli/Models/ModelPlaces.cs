using System.CommandLine;
using Optiglot.Models;
using Optiglot.Training;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Where known models are, or would be.</summary>
internal static class ModelPlaces
{
    /// <summary><c>--models DIR</c>.</summary>
    public static Option<string?> Option() => new("--models") { Description = "Folder of models to look in first", HelpName = "DIR" };

    /// <summary>Names of known models; another is a mistake of the command line.</summary>
    public static Argument<string[]> Names(string description, ArgumentArity arity)
    {
        Argument<string[]> names = new("NAME") { Description = description, Arity = arity };
        names.Validators.Add(result =>
        {
            string[] known = [.. ModelCatalogue.All.Select(model => model.Name)];
            foreach (string name in result.Tokens.Select(token => token.Value).Except(known))
                result.AddError(
                    $"{name}: no such model; "
                        + $"{(NearestName.Find(name, known) is { } near ? $"did you mean '{near}'?" : $"known are {string.Join(", ", known)}")}");
        });
        return names;
    }

    /// <summary>
    /// The store that has most of a model: whole before incomplete before damaged, and the nearest of equals; where none has any, the one it would go to.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="first">A folder to look in first, or null.</param>
    /// <param name="data">The data folder, which may have models in or beside it.</param>
    public static ModelStore Of(KnownModel model, string? first, DataFolder data)
    {
        ModelStore own = new(first ?? ModelFolders.Own);
        IEnumerable<ModelStore> stores = ModelFolders.Search(data.ModelFolders).Select(folder => new ModelStore(folder)).Prepend(own);
        return stores.Select(store => (Store: store, State: store.Look(model))).Where(place => place.State != ModelState.Absent)
            .OrderBy(place => place.State switch { ModelState.There => 0, ModelState.Incomplete => 1, _ => 2 }).Select(place => place.Store)
                .FirstOrDefault() ?? own;
    }

    /// <summary>The models of these names; all where there are none.</summary>
    public static IReadOnlyList<KnownModel> Named(string[]? names) => names is { Length: > 0 } ? [.. names.Distinct().Select(ModelCatalogue.Find)]
        : ModelCatalogue.All;
}
