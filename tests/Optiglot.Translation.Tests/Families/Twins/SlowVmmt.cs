namespace Optiglot.Translation.Tests;

/// <summary>
/// Calixto et al. 2019, section 3, conditional prior: translating takes the prior's mean; training pays for the posterior's distance from the prior, and for
/// what it does not tell of the picture.
/// </summary>
internal static class SlowVmmt
{
    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        double[][] text = SlowRecurrent.Encode(network, source);
        double[] told = network.Linear([Prior(network, Slow.Mean(text)).Mean], "decoder.latent")[0];
        return SlowRecurrent.Decode(network, target, Slow.Mean(text), SlowRecurrent.Text(network, text), word => [.. word.Zip(told, (a, b) => a + b)]);
    }

    /// <summary>KL(q ‖ p), and ½ ‖v − v̂‖² of a variable that is the posterior's mean.</summary>
    internal static (double Divergence, double Picture) Losses(SlowNetwork network, SlowSource source, long[] labels)
    {
        double[] text = Slow.Mean(SlowRecurrent.Encode(network, source));
        double[] target = Slow.Mean([.. labels.Select(piece => network.Row("decoder.embedding.weight", piece))]);
        (double[] Mean, double[] Deviation) p = Prior(network, text);
        double[] sum = [.. network.Linear([text], "decoder.posterior.text")[0].Zip(network.Linear([target], "decoder.posterior.target")[0], (a, b) => a + b)];
        double[] seen = source.HasPicture ? Slow.Mean(source.Regions) : [];
        if (source.HasPicture) sum = [.. sum.Zip(network.Linear([seen], "decoder.posterior.picture")[0], (a, b) => a + b)];
        (double[] Mean, double[] Deviation) q = Of(network, sum, "decoder.posterior");
        double divergence = q.Mean.Select((mean, i) => Math.Log(p.Deviation[i] / q.Deviation[i])
            + (((q.Deviation[i] * q.Deviation[i]) + ((mean - p.Mean[i]) * (mean - p.Mean[i]))) / (2 * p.Deviation[i] * p.Deviation[i])) - 0.5).Sum();
        return (divergence, source.HasPicture ? network.Linear([q.Mean], "decoder.picture")[0].Zip(seen, (a, b) => (a - b) * (a - b) / 2).Sum() : 0);
    }

    private static (double[] Mean, double[] Deviation) Prior(SlowNetwork network, double[] text) =>
        Of(network, network.Linear([text], "decoder.prior.text")[0], "decoder.prior");

    private static (double[] Mean, double[] Deviation) Of(SlowNetwork network, double[] sum, string name)
    {
        double[][] hidden = Slow.Each([sum], Math.Tanh);
        return (network.Linear(hidden, $"{name}.mean")[0], [.. network.Linear(hidden, $"{name}.log_variance")[0].Select(x => Math.Exp(x / 2))]);
    }
}
