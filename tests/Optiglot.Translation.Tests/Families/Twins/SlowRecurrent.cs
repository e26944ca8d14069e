namespace Optiglot.Translation.Tests;

/// <summary>A bidirectional GRU encoder and a conditional GRU decoder (Sennrich et al. 2017, section 2), a vector at a time.</summary>
internal static class SlowRecurrent
{
    /// <summary>States of a text, <c>[source][width]</c>.</summary>
    internal static double[][] Encode(SlowNetwork network, SlowSource source)
    {
        double[][] x = [.. source.Tokens.Select(piece => Word(network, "encoder.embedding.weight", piece))];
        for (int i = 0; i < network.Encoder.Layers; i++)
            x = Slow.Beside(Read(network, x, $"encoder.layers.{i}.forward"), [.. Read(network, [.. x.Reverse()], $"encoder.layers.{i}.backward").Reverse()]);
        return x;
    }

    /// <summary>States of a decoder, <c>[target][width]</c>.</summary>
    /// <param name="network">Numbers.</param>
    /// <param name="target">What it has said so far.</param>
    /// <param name="summary">What its first state is a map of.</param>
    /// <param name="find">What it finds in the source, asked with a state.</param>
    /// <param name="enter">Changes a word before it is read.</param>
    internal static double[][] Decode(
        SlowNetwork network, long[] target, double[] summary, Func<double[], double[]> find, Func<double[], double[]>? enter = null)
    {
        double[] state = Slow.Each(network.Linear([summary], "decoder.initial"), Math.Tanh)[0];
        List<double[]> results = [];
        foreach (long piece in target)
        {
            double[] word = Word(network, "decoder.embedding.weight", piece);
            if (enter is not null) word = enter(word);
            double[] asks = Step(network, "decoder.first", word, state), found = find(asks);
            state = Step(network, "decoder.second", found, asks);
            double[] both = network.Linear([[.. state, .. found]], "decoder.result")[0], said = network.Linear([word], "decoder.result_word")[0];
            results.Add([.. both.Zip(said, (a, b) => Math.Tanh(a + b))]);
        }

        return [.. results];
    }

    /// <summary>The attention to the text behind the bridge, asked with one state.</summary>
    internal static Func<double[], double[]> Text(SlowNetwork network, double[][] text)
    {
        double[][] bridged = network.Linear(text, "bridge");
        return state => network.Cross([state], bridged, "decoder.cross_attention")[0];
    }

    private static double[] Word(SlowNetwork network, string table, long piece)
    {
        double[] row = network.Row(table, piece);
        return [.. row.Select(x => x * Math.Sqrt(row.Length))];
    }

    private static double[][] Read(SlowNetwork network, double[][] x, string name)
    {
        var state = new double[x[0].Length / 2];
        return [.. x.Select(input => state = Step(network, name, input, state))];
    }

    // z, r = σ(W x + U s), n = tanh(W x + r ⊙ U s), s' = (1 − z) n + z s; rows of z, then of r, then of n.
    private static double[] Step(SlowNetwork network, string name, double[] input, double[] state)
    {
        double[] read = network.Linear([input], $"{name}.input")[0], kept = network.Linear([state], $"{name}.state")[0];
        int width = state.Length;
        return [.. state.Select((old, i) =>
        {
            double update = Slow.Sigmoid(read[i] + kept[i]), reset = Slow.Sigmoid(read[width + i] + kept[width + i]);
            double fresh = Math.Tanh(read[(2 * width) + i] + (reset * kept[(2 * width) + i]));
            return ((1 - update) * fresh) + (update * old);
        })];
    }
}
