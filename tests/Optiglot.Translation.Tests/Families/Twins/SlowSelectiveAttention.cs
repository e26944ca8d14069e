namespace Optiglot.Translation.Tests;

/// <summary>Li et al. 2022, Eq. 4 to 6.</summary>
internal static class SlowSelectiveAttention
{
    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        double[][] text = network.Bert(source), states = text;
        if (source.HasPicture)
        {
            double[][] regions = network.Linear(source.Regions, "selective.region_projection");
            double[][] found = Slow.Attend(
                network.Linear(text, "selective.query"), network.Linear(regions, "selective.key"), network.Linear(regions, "selective.value"),
                    network.Encoder.Heads);
            double[][] gate = Slow.Each(network.Linear(Slow.Beside(text, found), "selective.gate"), Slow.Sigmoid);
            states = Slow.Add(Slow.Multiply(Slow.Each(gate, x => 1 - x), text), Slow.Multiply(gate, found));
        }

        double[][] bridged = network.Linear(states, "bridge");
        return network.Decode(network.Words(target, "decoder.embedding.weight"), (x, layer) => network.Cross(x, bridged, layer));
    }
}
