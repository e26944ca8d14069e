namespace Optiglot.Translation.Tests;

/// <summary>Calixto et al. 2017: what the second unit reads is found in the text and, weighed by β = σ(w s + b), in the regions.</summary>
internal static class SlowDoublyAttentiveRecurrent
{
    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        const string Attention = "decoder.cross_attention";
        double[][] text = SlowRecurrent.Encode(network, source);
        Func<double[], double[]> said = SlowRecurrent.Text(network, text);
        return SlowRecurrent.Decode(network, target, Slow.Mean(text), state =>
        {
            if (!source.HasPicture) return said(state);
            double gate = Slow.Sigmoid(network.Linear([state], $"{Attention}.region_gate")[0][0]);
            double[] seen = network.Cross([state], source.Regions, $"{Attention}.region")[0];
            return [.. said(state).Zip(seen, (a, b) => a + (gate * b))];
        });
    }
}
