using Optiglot.Distributed;

namespace Optiglot.Training;

/// <summary>Ranks that would train different things are refused before anything is written.</summary>
internal static class RankAgreement
{
    /// <summary>Makes sure that all ranks are of one build and have one recipe.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="recipe">This rank's, its precision settled: machines that would choose different ones differ here.</param>
    /// <exception cref="InvalidDataException">They differ; all ranks throw alike.</exception>
    internal static void Require(ICommunicator ranks, Recipe recipe)
    {
        if (ranks.Count == 1) return;
        ranks.RequireSame("build", typeof(RankAgreement).Assembly.ManifestModule.ModuleVersionId.ToString());
        string own = RecipeWriter.WriteContent(recipe);
        string[] all = ranks.GatherText(own);
        int other = Array.FindIndex(all, each => RecipeDifference.Of(all[0], each) is not null);
        if (other > 0)
            throw new InvalidDataException(
                $"recipe: rank {other} has another than rank 0 ({RecipeDifference.Of(all[0], all[other])}); give all ranks the same");
    }
}
