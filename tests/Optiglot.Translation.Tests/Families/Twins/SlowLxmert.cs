using Optiglot.Networks;

namespace Optiglot.Translation.Tests;

/// <summary>Tan and Bansal 2019, section 2, with Hugging Face's names.</summary>
internal static class SlowLxmert
{
    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        double[][] states = network.Linear(Encode(network, source), "bridge");
        return network.Decode(network.Words(target, "decoder.embedding.weight"), (x, layer) => network.Cross(x, states, layer));
    }

    private static double[][] Encode(SlowNetwork network, SlowSource source)
    {
        EncoderOptions options = network.Encoder;
        double epsilon = options.NormEpsilon;
        const string Encoder = "lxmert.encoder", Visual = $"{Encoder}.visn_fc";
        double[][] text = network.Embed(source, prefix: "lxmert.embeddings"), seen = [];
        for (int i = 0; i < options.Layers; i++) text = network.BertLayer(text, x => x, $"{Encoder}.layer.{i}");
        if (source.HasPicture)
        {
            double[][] features = network.Norm(network.Linear([.. source.Regions.Select(region => region[..options.RegionFeatures])], $"{Visual}.visn_fc"),
                $"{Visual}.visn_layer_norm", epsilon);
            double[][] corners = network.Norm(network.Linear([.. source.Regions.Select(region =>
                region[options.RegionFeatures..(options.RegionFeatures + 4)])], $"{Visual}.box_fc"), $"{Visual}.box_layer_norm", epsilon);
            seen = Slow.Both(features, corners, (x, y) => (x + y) / 2);
            for (int i = 0; i < FamilyModels.Layers; i++) seen = network.BertLayer(seen, x => x, $"{Encoder}.r_layers.{i}");
        }

        for (int i = 0; i < FamilyModels.Layers; i++)
        {
            string layer = $"{Encoder}.x_layers.{i}", across = $"{layer}.visual_attention";
            (double[][] before, double[][] other) = (text, seen);
            if (source.HasPicture)
            {
                text = network.Norm(Slow.Add(before, Attend(before, other, across, "att")), $"{across}.output.LayerNorm", epsilon);
                seen = Stream(network.Norm(Slow.Add(other, Attend(other, before, across, "att")), $"{across}.output.LayerNorm", epsilon), layer, "visn");
            }
            else if (options.RegionFeatures > 0)
            {
                text = network.Norm(before, $"{across}.output.LayerNorm", epsilon);
            }

            text = Stream(text, layer, "lang");
        }

        return [.. text, .. seen];

        double[][] Attend(double[][] x, double[][] memory, string prefix, string inner) =>
            network.Attend(x, memory, $"{prefix}.{inner}", $"{prefix}.output.dense", options.Heads);

        double[][] Stream(double[][] x, string layer, string name)
        {
            x = network.Norm(Slow.Add(x, Attend(x, x, $"{layer}.{name}_self_att", "self")), $"{layer}.{name}_self_att.output.LayerNorm", epsilon);
            double[][] inner = network.Linear(Slow.Each(network.Linear(x, $"{layer}.{name}_inter.dense"), Slow.Gelu), $"{layer}.{name}_output.dense");
            return network.Norm(Slow.Add(x, inner), $"{layer}.{name}_output.LayerNorm", epsilon);
        }
    }
}
