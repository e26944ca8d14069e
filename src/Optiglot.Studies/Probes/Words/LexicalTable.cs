namespace Optiglot.Studies.Probes;

/// <summary>
/// Translation probabilities t(word | given) of one direction: IBM model 1 (Brown et al., "The mathematics of statistical machine translation", 1993) whose
/// uniform alignments are replaced by ones near the diagonal (Dyer et al., "A simple, fast, and effective reparameterization of IBM model 2", 2013).
/// </summary>
internal sealed class LexicalTable
{
    // What two words have that never stood in one pair: little, so that place decides among such.
    private const double Unseen = 1e-9;

    private readonly WordAlignerOptions options;
    private readonly Dictionary<(int Given, int Word), int> cells = [];
    private readonly double[] probabilities;

    private LexicalTable(IReadOnlyList<(int[] Given, int[] Words)> pairs, WordAlignerOptions options)
    {
        this.options = options;
        List<int> givens = [];
        int[][] places = [.. pairs.Select(pair => Cells(pair.Given, pair.Words, givens))];
        probabilities = new double[cells.Count];
        Array.Fill(probabilities, 1);
        for (int pass = 0; pass < options.Iterations; pass++) Improve(pairs, places, givens);
    }

    /// <summary>Learns from pairs of numbered words.</summary>
    /// <param name="pairs">Words that are given and words that follow from them.</param>
    /// <param name="options">Settings.</param>
    public static LexicalTable Train(IReadOnlyList<(int[] Given, int[] Words)> pairs, WordAlignerOptions options) => new(pairs, options);

    /// <summary>The best place among the given words for each word, <c>[words]</c>; -1 where none is likelier.</summary>
    public int[] Best(int[] given, int[] words)
    {
        int[] best = new int[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            double[] prior = Prior(i, words.Length, given.Length);
            double most = options.NullProbability * Probability(-1, words[i]);
            best[i] = -1;
            for (int j = 0; j < given.Length; j++)
            {
                double value = prior[j] * Probability(given[j], words[i]);
                if (value > most) (best[i], most) = (j, value);
            }
        }

        return best;
    }

    private double Probability(int given, int word) => cells.TryGetValue((given, word), out int cell) ? probabilities[cell] : Unseen;

    // For each word the cells of null and of every given word, [words * (given + 1)].
    private int[] Cells(int[] given, int[] words, List<int> givens)
    {
        int[] places = new int[words.Length * (given.Length + 1)];
        int at = 0;
        foreach (int word in words)
        {
            for (int j = -1; j < given.Length; j++)
            {
                (int, int) key = (j < 0 ? -1 : given[j], word);
                if (!cells.TryGetValue(key, out int cell))
                {
                    cells[key] = cell = cells.Count;
                    givens.Add(key.Item1);
                }

                places[at++] = cell;
            }
        }

        return places;
    }

    private void Improve(IReadOnlyList<(int[] Given, int[] Words)> pairs, int[][] places, List<int> givens)
    {
        double[] counts = new double[probabilities.Length];
        for (int p = 0; p < places.Length; p++)
        {
            var (given, words) = pairs[p];
            int width = given.Length + 1;
            for (int i = 0; i < words.Length; i++)
            {
                double[] prior = Prior(i, words.Length, given.Length);
                ReadOnlySpan<int> row = places[p].AsSpan(i * width, width);
                double sum = options.NullProbability * probabilities[row[0]];
                for (int j = 1; j < width; j++) sum += prior[j - 1] * probabilities[row[j]];
                if (sum <= 0) continue;
                counts[row[0]] += options.NullProbability * probabilities[row[0]] / sum;
                for (int j = 1; j < width; j++) counts[row[j]] += prior[j - 1] * probabilities[row[j]] / sum;
            }
        }

        Dictionary<int, double> totals = [];
        for (int cell = 0; cell < counts.Length; cell++) totals[givens[cell]] = totals.GetValueOrDefault(givens[cell]) + counts[cell];
        for (int cell = 0; cell < counts.Length; cell++) probabilities[cell] = totals[givens[cell]] > 0 ? counts[cell] / totals[givens[cell]] : 0;
    }

    // exp(-λ |i/m - j/n|), scaled to what null leaves.
    private double[] Prior(int i, int words, int given)
    {
        double[] prior = new double[given];
        double sum = 0;
        for (int j = 0; j < given; j++) sum += prior[j] = Math.Exp(-options.Tension * Math.Abs((i + 1.0) / words - (j + 1.0) / given));
        for (int j = 0; j < given; j++) prior[j] *= (1 - options.NullProbability) / sum;
        return prior;
    }
}
