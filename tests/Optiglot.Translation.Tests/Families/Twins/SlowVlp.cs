namespace Optiglot.Translation.Tests;

/// <summary>The paper's Eq. 1 and section 3.3, with one softmax over text and regions.</summary>
internal static class SlowVlp
{
    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        double[][] states = network.Linear(network.Bert(source, source.HasPicture), "bridge");
        return network.Decode(network.Words(target, "decoder.embedding.weight"), (x, layer) => network.Cross(x, states, layer));
    }
}
