using Optiglot.Networks;

namespace Optiglot.Translation.Tests;

/// <summary>
/// Ive et al. 2019: a draft by the first decoder, the best piece at each place, and a second decoder that attends to text, regions and draft.
/// </summary>
internal static class SlowDeliberation
{
    private const string Table = "decoder.embedding.weight";

    internal static double[][] Decode(SlowNetwork network, SlowSource source, long[] target)
    {
        double[][] text = network.Bert(source), states = network.Linear(text, "bridge");
        double[][] draft = Draft(network, network.Linear(text, "first.bridge"), 2 * source.Tokens.Length);
        return network.Decode(network.Words(target, Table), (x, layer) =>
        {
            double[][] sum = Slow.Add(network.Cross(x, states, layer), network.Cross(x, draft, $"{layer}.draft"));
            if (!source.HasPicture) return sum;
            double[][] picture = network.Cross(x, source.Regions, $"{layer}.region"), gate = Slow.Each(network.Linear(x, $"{layer}.region_gate"), Slow.Sigmoid);
            return [.. sum.Select((row, place) => row.Select((v, i) => v + (gate[place][0] * picture[place][i])).ToArray())];
        });
    }

    // States of the draft with the words it says beside them.
    private static double[][] Draft(SlowNetwork network, double[][] states, int most)
    {
        (long begin, long end) = ((long)DeliberationFamily.BeginPiece.Default, (long)DeliberationFamily.EndPiece.Default);
        List<long> said = [];
        while (true)
        {
            double[][] hidden = network.Decode(network.Words([begin, .. said], Table), (x, layer) => network.Cross(x, states, layer), "first");
            long best = Enumerable.Range(0, network.Decoder.VocabularySize).MaxBy(piece => network.Row(Table, piece).Zip(hidden[^1], (a, b) => a * b).Sum());
            said.Add(best);
            if (best != end && said.Count < Math.Min(most, network.Decoder.MaximumPositions)) continue;
            double scale = Math.Sqrt(network.Decoder.Width);
            return Slow.Beside(hidden, [.. said.Select(piece => network.Row(Table, piece).Select(x => x * scale).ToArray())]);
        }
    }
}
