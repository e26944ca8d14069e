namespace Optiglot.Translation.Tests;

/// <summary>Caglayan et al. 2017, trg-mul: a word is multiplied by tanh of a map of the pooled picture.</summary>
internal static class SlowTargetGating
{
    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        double[][] states = network.Linear(network.Bert(source), "bridge");
        double[]? factors = source.HasPicture ? Slow.Each(network.Linear([Slow.Mean(source.Regions)], "decoder.region_projection"), Math.Tanh)[0] : null;
        double[][] words = network.Words(target, "decoder.embedding.weight", factors is null ? null : word => [.. word.Zip(factors, (a, b) => a * b)]);
        return network.Decode(words, (x, layer) => network.Cross(x, states, layer));
    }
}
