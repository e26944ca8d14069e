using System.Runtime.CompilerServices;
using Optiglot.Training;

namespace Optiglot.Studies.Tests.Probes;

/// <summary>Multi30K and its probes where this machine has them: under OPTIGLOT_DATA, or in <c>shared/data</c> beside the repository.</summary>
internal static class ProbeData
{
    public static Recipe Recipe(string target) => new()
    {
        Name = "probe", Source = "en", Target = target, Data = new DataSection { Set = CorpusKind.Multi30k, Folder = "multi30k" }
    };

    public static RecipeData Data(Recipe recipe) => new(recipe, Folder());

    public static string Folder()
    {
        string? named = Environment.GetEnvironmentVariable("OPTIGLOT_DATA");
        IEnumerable<string> places = Above(Source()).Select(folder => Path.Combine(folder, "shared", "data"));
        string? found = (named is null ? places : places.Prepend(named)).FirstOrDefault(place => Directory.Exists(Path.Combine(place, "probes")));
        Assert.SkipWhen(found is null, "the probes' data is not on this machine: set OPTIGLOT_DATA to the data folder.");
        return found!;
    }

    private static IEnumerable<string> Above(string file)
    {
        for (string? folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder)) yield return folder;
    }

    private static string Source([CallerFilePath] string file = "") => file;
}
