using Optiglot.Networks;

namespace Optiglot.Translation.Tests;

/// <summary>Yin et al. 2020, Eq. 1 to 8; a norm after each sum, as the authors' code has it.</summary>
internal static class SlowGraphFusion
{
    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        double[][] words = network.Linear(Encode(network, source), "bridge");
        return network.Decode(network.Words(target, "decoder.embedding.weight"), (x, layer) => network.Cross(x, words, layer));
    }

    private static double[][] Encode(SlowNetwork network, SlowSource source)
    {
        EncoderOptions options = network.Encoder;
        double[][] words = network.Embed(source), regions = [];
        if (source.HasPicture)
            regions = Active(network.Linear(Active(network.Linear(source.Regions, "graph.region_projection")), "graph.region_map"));
        for (int i = 0; i < options.Layers; i++)
        {
            (string bert, string graph) = ($"bert.encoder.layer.{i}", $"graph.layers.{i}");
            words = network.BertAttention(words, x => x, bert);
            if (source.HasPicture)
            {
                regions = Normed(regions, network.Attend(regions, regions, $"{graph}.region.attention", $"{graph}.region.attention.output", options.Heads),
                    $"{graph}.region.attention");
                (double[][] text, double[][] seen) = (words, regions);
                words = Normed(text, Heard(text, seen, (word, region) => source.Edges[word][region], $"{graph}.to_text", "region"), $"{graph}.to_text");
                if (i + 1 < options.Layers)
                {
                    regions = Normed(seen, Heard(seen, text, (region, word) => source.Edges[word][region], $"{graph}.to_region", "text"),
                        $"{graph}.to_region");
                    double[][] inner = Active(network.Linear(regions, $"{graph}.region.widen"));
                    regions = Normed(regions, network.Linear(inner, $"{graph}.region.narrow"), $"{graph}.region.feed_forward");
                }
            }
            else if (options.RegionFeatures > 0)
            {
                words = network.Norm(words, $"{graph}.to_text_norm", options.NormEpsilon);
            }

            words = network.BertFeedForward(words, bert);
        }

        return words;

        double[][] Active(double[][] x) => Slow.Each(x, Slow.Gelu);

        double[][] Normed(double[][] x, double[][] added, string name) => network.Norm(Slow.Add(x, added), $"{name}_norm", options.NormEpsilon);

        // Each pair by itself, its gate made of both states side by side.
        double[][] Heard(double[][] own, double[][] others, Func<int, int, bool> isJoined, string prefix, string other) =>
            [.. own.Select((x, i) =>
            {
                double[] heard = new double[x.Length];
                for (int j = 0; j < others.Length; j++)
                {
                    if (!isJoined(i, j)) continue;
                    double[] mine = network.Linear([x], $"{prefix}.own_gate")[0], theirs = network.Linear([others[j]], $"{prefix}.{other}_gate")[0];
                    for (int k = 0; k < heard.Length; k++) heard[k] += Slow.Sigmoid(mine[k] + theirs[k]) * others[j][k];
                }

                return heard;
            })];
    }
}
