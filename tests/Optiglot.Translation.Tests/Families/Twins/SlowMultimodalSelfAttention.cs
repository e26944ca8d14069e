namespace Optiglot.Translation.Tests;

/// <summary>Yao and Wan 2020, Eq. 4 and 5: text and regions ask, the text answers.</summary>
internal static class SlowMultimodalSelfAttention
{
    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        double[][] x = network.Embed(source, source.HasPicture);
        for (int i = 0; i < network.Encoder.Layers; i++) x = network.BertLayer(x, all => all[..source.Tokens.Length], $"bert.encoder.layer.{i}");
        double[][] states = network.Linear(x, "bridge");
        return network.Decode(network.Words(target, "decoder.embedding.weight"), (x, layer) => network.Cross(x, states, layer));
    }
}
