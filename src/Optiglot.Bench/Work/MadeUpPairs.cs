namespace Optiglot.Bench;

/// <summary>
/// Made-up sentence pairs with the lengths of captions: targets of about 14 ± 4.5 pieces (Multi30K's German under 10,000 BPE pieces), sources near them;
/// pieces drawn by Zipf's law, so that embedding rows repeat as in text.
/// </summary>
internal static class MadeUpPairs
{
    private const double MeanLength = 14, Deviation = 4.5, SourceDeviation = 1.5;
    private const int Shortest = 4, Longest = 40;

    /// <summary>Draws pairs of ids, specials not included.</summary>
    /// <param name="count">How many.</param>
    /// <param name="sourceVocabulary">Source pieces; ids below <paramref name="specials"/> are not drawn.</param>
    /// <param name="targetVocabulary">Target pieces.</param>
    /// <param name="specials">First ids, which stand for no text.</param>
    /// <param name="seed">Seed.</param>
    internal static (int[][] Sources, int[][] Targets) Draw(int count, int sourceVocabulary, int targetVocabulary, int specials, ulong seed)
    {
        var random = new Random(unchecked((int)seed));
        int[][] sources = new int[count][], targets = new int[count][];
        for (int i = 0; i < count; i++)
        {
            int target = Length(random, MeanLength, Deviation), source = Length(random, target, SourceDeviation);
            targets[i] = Pieces(random, target, targetVocabulary, specials);
            sources[i] = Pieces(random, source, sourceVocabulary, specials);
        }

        return (sources, targets);
    }

    private static int Length(Random random, double mean, double deviation) =>
        Math.Clamp((int)Math.Round(mean + (deviation * Gaussian(random))), Shortest, Longest);

    private static int[] Pieces(Random random, int length, int vocabulary, int specials)
    {
        int[] ids = new int[length];
        for (int i = 0; i < length; i++) ids[i] = specials + Zipf(random, vocabulary - specials);
        return ids;
    }

    /// <summary>A rank from 0 to below <paramref name="count"/>, rank r about as often as 1/(r+1).</summary>
    internal static int Zipf(Random random, int count) => Math.Min(count - 1, (int)Math.Exp(random.NextDouble() * Math.Log(count + 1)) - 1);

    // Box and Muller's transform.
    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
