namespace Optiglot.Networks;

/// <summary>
/// What the evidence bound has beside the translation's likelihood: the divergence of the posterior from the prior, and the likelihood of the picture (Calixto
/// et al. 2019, Eq. 5).
/// </summary>
internal sealed class VmmtLosses
{
    /// <summary>Name of the divergence; sums are over sentences.</summary>
    internal const string DivergenceName = "latent";

    /// <summary>Name of the picture's negative log-likelihood, up to a constant; sums are over sentences with a picture.</summary>
    internal const string PictureName = "picture";

    private readonly double free;
    private readonly double weight;
    private readonly Linear? picture;

    /// <summary>Declares the map that tells the picture, <c>[region width, latent width]</c>, for a network that sees some.</summary>
    internal VmmtLosses(ParameterDeclarations declarations, int width, int regionWidth, double free, double weight)
    {
        (this.free, this.weight) = (free, weight);
        if (regionWidth > 0) picture = new Linear(declarations, "decoder.picture", width, regionWidth, Initialization.Xavier);
    }

    /// <summary>KL(q ‖ p) of each sentence, <c>[batch, 1, 1]</c>: <c>½ Σ (log σ_p² − log σ_q² + (σ_q² + (μ_q − μ_p)²) / σ_p² − 1)</c>.</summary>
    internal T Divergence<T>(ITrainingOps<T> ops, T mean, T logVariance, T priorMean, T priorLogVariance) where T : class
    {
        T narrower = ops.Add(logVariance, ops.Scale(priorLogVariance, -1)), away = ops.Add(mean, ops.Scale(priorMean, -1));
        T apart = ops.Multiply(ops.Multiply(away, away), ops.Exp(ops.Scale(priorLogVariance, -1)));
        T sum = ops.SumFeatures(ops.Add(ops.Add(ops.Exp(narrower), ops.Scale(narrower, -1)), ops.Add(apart, ops.Fill(apart, -1))));
        return ops.Scale(sum, 0.5);
    }

    /// <summary>The losses of a batch.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="divergence">Of each sentence, <c>[batch, 1, 1]</c>.</param>
    /// <param name="latent">z, <c>[batch, 1, latent width]</c>.</param>
    /// <param name="seen">The pictures, <c>[batch, 1, region width]</c>; null where the batch has none.</param>
    /// <param name="mask">Their regions.</param>
    internal IReadOnlyList<LossTerm<T>> Terms<T>(ITrainingOps<T> ops, T divergence, T latent, T? seen, IMask<T>? mask) where T : class
    {
        // max(free, KL) but for a constant.
        T cost = free == 0 ? divergence : ops.Activate(ops.Add(divergence, ops.Fill(divergence, -free)), Activation.Relu);
        var nothing = new Dictionary<string, T>();
        var apart = new LossTerm<T>(DivergenceName, ops.Sum(cost), ops.Sum(ops.Fill(divergence, 1)), nothing);
        if (picture is null || seen is null || mask is null) return [apart];
        T off = ops.ZeroWhereAbsent(ops.Add(ops.Single(ops.Linear(latent, picture)), ops.Scale(ops.Single(seen), -1)), mask);
        return [apart, new LossTerm<T>(PictureName, ops.Scale(ops.Sum(ops.Multiply(off, off)), weight / 2), ops.Sum(ops.Presence(mask)), nothing)];
    }
}
