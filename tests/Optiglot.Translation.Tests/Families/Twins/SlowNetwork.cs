using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

/// <summary>A network's numbers by their names on disk, and the layers that papers take for granted, in plain loops.</summary>
internal sealed class SlowNetwork
{
    private readonly Dictionary<string, (double[] Numbers, long[] Shape)> weights = [];

    internal SlowNetwork(TranslationModel model)
    {
        Options = model.Options;
        using var scope = NewDisposeScope();
        foreach ((string name, long[] shape, ParameterGroup _) in model.Parameters.Names)
            weights.Add(name, ([.. model.Parameters.MasterOf(name).contiguous().data<float>().ToArray().Select(x => (double)x)], shape));
    }

    internal ModelOptions Options { get; }

    internal EncoderOptions Encoder => Options.Encoder;

    internal DecoderOptions Decoder => Options.Decoder;

    internal double[] Vector(string name) => weights[name].Numbers;

    /// <summary>A row of a table.</summary>
    internal double[] Row(string name, long row)
    {
        int width = (int)weights[name].Shape[1];
        return weights[name].Numbers[(int)(row * width)..(int)((row + 1) * width)];
    }

    /// <summary>x W^T + b.</summary>
    internal double[][] Linear(double[][] x, string name)
    {
        int outputs = (int)weights[$"{name}.weight"].Shape[0];
        double[] bias = weights.TryGetValue($"{name}.bias", out var found) ? found.Numbers : new double[outputs];
        return [.. x.Select(row => Enumerable.Range(0, outputs).Select(o => bias[o] + Row($"{name}.weight", o).Zip(row, (w, v) => w * v).Sum()).ToArray())];
    }

    internal double[][] Norm(double[][] x, string name, double epsilon) => [.. x.Select(row =>
    {
        double mean = row.Average(), deviation = Math.Sqrt(row.Average(v => (v - mean) * (v - mean)) + epsilon);
        return row.Select((v, i) => ((v - mean) / deviation * Vector($"{name}.weight")[i]) + Vector($"{name}.bias")[i]).ToArray();
    })];

    /// <summary>Attention with its four maps: <c>prefix.{query,key,value}</c> and one of its own name for the result.</summary>
    internal double[][] Attend(double[][] x, double[][] memory, string prefix, string output, int heads, bool isCausal = false) =>
        Linear(Slow.Attend(Linear(x, $"{prefix}.query"), Linear(memory, $"{prefix}.key"), Linear(memory, $"{prefix}.value"), heads, isCausal), output);

    /// <summary>A residual block, with its norm before or after it.</summary>
    internal double[][] Block(double[][] x, string norm, double epsilon, NormPlacement placement, Func<double[][], double[][]> block) =>
        placement == NormPlacement.Pre
        ? Slow.Add(x, block(Norm(x, norm, epsilon)))
        : Norm(Slow.Add(x, block(x)), norm, epsilon);

    /// <summary>BERT's embeddings of the text, and the regions after it where they are asked for (paper, Eq. 1).</summary>
    internal double[][] Embed(SlowSource source, bool withRegions = false, string prefix = "bert.embeddings")
    {
        double[][] text = [.. source.Tokens.Select((piece, place) =>
        {
            double[] word = Row($"{prefix}.word_embeddings.weight", piece), position = Row($"{prefix}.position_embeddings.weight", place);
            double[] segment = Row($"{prefix}.token_type_embeddings.weight", source.Segments[place]);
            return word.Select((x, i) => x + position[i] + segment[i]).ToArray();
        })];
        text = Norm(text, $"{prefix}.LayerNorm", Encoder.NormEpsilon);
        return withRegions ? [.. text, .. Norm(Linear(source.Regions, $"{prefix}.region_projection"), $"{prefix}.region_LayerNorm", Encoder.NormEpsilon)]
            : text;
    }

    /// <summary>BERT, over text alone or with the regions after it.</summary>
    internal double[][] Bert(SlowSource source, bool withRegions = false)
    {
        double[][] x = Embed(source, withRegions);
        for (int i = 0; i < Encoder.Layers; i++) x = BertLayer(x, x => x, $"bert.encoder.layer.{i}");
        return x;
    }

    /// <summary>A layer of BERT, whose places attend to <paramref name="seen"/> of them.</summary>
    internal double[][] BertLayer(double[][] x, Func<double[][], double[][]> seen, string prefix) => BertFeedForward(BertAttention(x, seen, prefix), prefix);

    /// <summary>Its first block.</summary>
    internal double[][] BertAttention(double[][] x, Func<double[][], double[][]> seen, string prefix) => Block(
        x, $"{prefix}.attention.output.LayerNorm", Encoder.NormEpsilon, NormPlacement.Post,
        x => Attend(x, seen(x), $"{prefix}.attention.self", $"{prefix}.attention.output.dense", Encoder.Heads));

    /// <summary>Its second.</summary>
    internal double[][] BertFeedForward(double[][] x, string prefix) => Block(
        x, $"{prefix}.output.LayerNorm", Encoder.NormEpsilon, NormPlacement.Post, x =>
            Linear(Slow.Each(Linear(x, $"{prefix}.intermediate.dense"), Slow.Gelu), $"{prefix}.output.dense"));

    /// <summary>Pieces of a table, scaled by √width, with sines and cosines.</summary>
    internal double[][] Words(IReadOnlyList<long> pieces, string table, Func<double[], double[]>? change = null) => [.. pieces.Select((piece, place) =>
    {
        double[] word = [.. Row(table, piece).Select(x => x * Math.Sqrt(Decoder.Width))];
        return (change is null ? word : change(word)).Zip(Place(place), (a, b) => a + b).ToArray();
    })];

    /// <summary>The decoder's layers over embedded pieces; how a layer sees the source is given.</summary>
    internal double[][] Decode(double[][] x, Func<double[][], string, double[][]> cross, string name = "decoder")
    {
        for (int i = 0; i < Decoder.Layers; i++)
        {
            string prefix = $"{name}.layers.{i}";
            x = Block(x, $"{prefix}.self_attention_norm", Decoder.NormEpsilon, Decoder.Norm,
                x => Attend(x, x, $"{prefix}.self_attention", $"{prefix}.self_attention.output", Decoder.Heads, isCausal: true));
            x = Block(x, $"{prefix}.cross_attention_norm", Decoder.NormEpsilon, Decoder.Norm, x => cross(x, $"{prefix}.cross_attention"));
            x = FeedForward(x, prefix);
        }

        return Norm(x, $"{name}.norm", Decoder.NormEpsilon);
    }

    /// <summary>Attention of a decoder's layer to one memory.</summary>
    internal double[][] Cross(double[][] x, double[][] memory, string prefix) => Attend(x, memory, prefix, $"{prefix}.output", Decoder.Heads);

    /// <summary>The position-wise block of a layer of the decoder's kind.</summary>
    internal double[][] FeedForward(double[][] x, string prefix) => Block(
        x, $"{prefix}.feed_forward_norm", Decoder.NormEpsilon, Decoder.Norm, x =>
            Linear(Slow.Each(Linear(x, $"{prefix}.feed_forward.widen"), Slow.Gelu), $"{prefix}.feed_forward.narrow"));

    private double[] Place(int place)
    {
        int half = Decoder.Width / 2;
        double[] angles = [.. Enumerable.Range(0, half).Select(i => place * Math.Pow(10000, -i / (double)half))];
        return [.. angles.Select(Math.Sin), .. angles.Select(Math.Cos)];
    }
}
