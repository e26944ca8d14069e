namespace Optiglot.Translation.Tests;

/// <summary>Zhu et al. 2020, section 4.1: in each layer the mean of two attentions, one of them to BERT.</summary>
internal static class SlowBertFused
{
    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        double[][] bert = network.Bert(source, source.HasPicture), x = network.Words(source.Tokens, "encoder.embedding.weight");
        int heads = network.Decoder.Heads;
        for (int i = 0; i < network.Decoder.Layers; i++)
        {
            string prefix = $"encoder.layers.{i}";
            x = network.Block(x, $"{prefix}.self_attention_norm", network.Decoder.NormEpsilon, network.Decoder.Norm, x => Half(
                network.Attend(x, x, $"{prefix}.self_attention", $"{prefix}.self_attention.output", heads),
                network.Attend(x, bert, $"{prefix}.bert_attention", $"{prefix}.bert_attention.output", heads)));
            x = network.FeedForward(x, prefix);
        }

        double[][] states = network.Norm(x, "encoder.norm", network.Decoder.NormEpsilon);
        return network.Decode(network.Words(target, "decoder.embedding.weight"), (x, layer) =>
            Half(network.Cross(x, states, layer), network.Cross(x, bert, $"{layer}.bert")));
    }

    private static double[][] Half(double[][] a, double[][] b) => Slow.Both(a, b, (x, y) => (x + y) / 2);
}
