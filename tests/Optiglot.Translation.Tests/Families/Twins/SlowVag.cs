using Optiglot.Networks;

namespace Optiglot.Translation.Tests;

/// <summary>Zhou et al. 2018, section 3: what the picture points to in the text, and the loss of the shared space.</summary>
internal static class SlowVag
{
    private const string Grounding = "decoder.grounding";

    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        double[][] text = SlowRecurrent.Encode(network, source);
        double[] start = Slow.Mean(text);
        double share = VagFamily.Share.Default;
        if (source.HasPicture) start = [.. Grounded(network, source, text).Zip(start, (found, mean) => (share * found) + ((1 - share) * mean))];
        return SlowRecurrent.Decode(network, target, start, SlowRecurrent.Text(network, text));
    }

    /// <summary>Σ over pairs of sentences with pictures, without the weight.</summary>
    internal static double Loss(SlowNetwork network, IEnumerable<SlowSource> sources, double margin)
    {
        var both = sources.Where(source => source.HasPicture).Select(source => (
            Picture: Space(network, Slow.Mean(source.Regions), "picture_space"),
            Text: Space(network, Grounded(network, source, SlowRecurrent.Encode(network, source)), "text_space"))).ToList();
        double sum = 0;
        for (int p = 0; p < both.Count; p++)
        {
            for (int k = 0; k < both.Count; k++)
            {
                if (k == p) continue;
                double own = Cosine(both[p].Picture, both[p].Text);
                sum += Math.Max(0, margin - own + Cosine(both[p].Picture, both[k].Text)) + Math.Max(0, margin - own + Cosine(both[k].Picture, both[p].Text));
            }
        }

        return sum;
    }

    private static double[] Grounded(SlowNetwork network, SlowSource source, double[][] text)
    {
        double[] asked = Slow.Each(network.Linear([Slow.Mean(source.Regions)], $"{Grounding}.region_projection"), Math.Tanh)[0];
        double[][] answers = Slow.Each(network.Linear(text, $"{Grounding}.text_projection"), Math.Tanh);
        double[] scores = [.. answers.Select(said => said.Zip(asked, (a, b) => a * b).Sum())];
        double all = scores.Sum(Math.Exp);
        return [.. text[0].Select((_, i) => text.Select((row, place) => Math.Exp(scores[place]) / all * row[i]).Sum())];
    }

    private static double[] Space(SlowNetwork network, double[] x, string name) => Slow.Each(network.Linear([x], $"{Grounding}.{name}"), Math.Tanh)[0];

    private static double Cosine(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(x => x * x));
}
