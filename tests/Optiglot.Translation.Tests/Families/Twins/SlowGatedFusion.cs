namespace Optiglot.Translation.Tests;

/// <summary>Wu et al. 2021, Eq. 1 to 3.</summary>
internal static class SlowGatedFusion
{
    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        double[][] states = network.Bert(source);
        if (source.HasPicture)
        {
            double[][] picture = network.Linear(Slow.Repeat(Slow.Mean(source.Regions), states.Length), "fusion.region_projection");
            double[][] gate = Slow.Each(Slow.Add(network.Linear(picture, "fusion.gate_region"), network.Linear(states, "fusion.gate_text")), Slow.Sigmoid);
            states = Slow.Add(states, Slow.Multiply(gate, picture));
        }

        double[][] bridged = network.Linear(states, "bridge");
        return network.Decode(network.Words(target, "decoder.embedding.weight"), (x, layer) => network.Cross(x, bridged, layer));
    }
}
