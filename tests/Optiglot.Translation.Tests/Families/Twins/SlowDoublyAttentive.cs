namespace Optiglot.Translation.Tests;

/// <summary>Calixto et al. 2017: a second attention, to the regions, weighed by β = σ(w s + b).</summary>
internal static class SlowDoublyAttentive
{
    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        double[][] states = network.Linear(network.Bert(source), "bridge");
        return network.Decode(network.Words(target, "decoder.embedding.weight"), (x, layer) =>
        {
            double[][] text = network.Cross(x, states, layer);
            if (!source.HasPicture) return text;
            double[][] picture = network.Cross(x, source.Regions, $"{layer}.region");
            double[][] gate = Slow.Each(network.Linear(x, $"{layer}.region_gate"), Slow.Sigmoid);
            return [.. text.Select((row, place) => row.Select((v, i) => v + (gate[place][0] * picture[place][i])).ToArray())];
        });
    }
}
