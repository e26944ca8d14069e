namespace Optiglot.Translation.Tests;

/// <summary>Caglayan et al. 2017, fusion-conv: one context of what was found in text and regions, through tanh.</summary>
internal static class SlowFusionConv
{
    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        const string Attention = "decoder.cross_attention";
        double[][] text = SlowRecurrent.Encode(network, source);
        Func<double[], double[]> said = SlowRecurrent.Text(network, text);
        return SlowRecurrent.Decode(network, target, Slow.Mean(text), state =>
        {
            double[] found = said(state);
            if (network.Encoder.RegionFeatures == 0) return found;
            double[] fused = network.Linear([found], $"{Attention}.fusion.text")[0];
            if (source.HasPicture)
            {
                double[][] seen = network.Cross([state], source.Regions, $"{Attention}.region");
                fused = [.. fused.Zip(network.Linear(seen, $"{Attention}.fusion.region")[0], (a, b) => a + b)];
            }

            return [.. fused.Select(Math.Tanh)];
        });
    }
}
