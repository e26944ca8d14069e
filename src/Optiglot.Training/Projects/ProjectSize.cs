namespace Optiglot.Training;

/// <summary>A transformer that is trained from nothing, by the size of what there is to learn from.</summary>
/// <param name="Width">Width of every state.</param>
/// <param name="Layers">Layers of encoder and decoder each.</param>
/// <param name="FeedForward">Inner width of the feed-forward blocks.</param>
/// <param name="Dropout">More where there is less to learn from.</param>
/// <param name="Pieces">At most so many pieces in the vocabulary.</param>
/// <param name="LearningRate">Wider networks want lower ones.</param>
/// <param name="MaximumPairs">Made for fewer pairs than this.</param>
internal sealed record ProjectSize(int Width, int Layers, int FeedForward, double Dropout, int Pieces, double LearningRate, int MaximumPairs)
{
    /// <summary>
    /// Pairs a minute and core that the second of <see cref="All"/> learns: Multi30K's 29,000 pairs took 59 minutes for 80 epochs on two cores with bf16
    /// (results/multi30k-text-en-de.json). Without bf16 it is about a third.
    /// </summary>
    private const double PairsAMinuteAndCore = 29_000.0 * 80 / 59 / 2;

    // Fewer passes than this teach nothing.
    private const int FewestEpochs = 8;

    /// <summary>From small to large; the second is that of recipes/multi30k-text-en-de.yaml, the last the base model of "Attention is all you need".</summary>
    internal static IReadOnlyList<ProjectSize> All { get; } =
    [
        new(128, 2, 256, 0.3, 4_000, 4e-3, 5_000), new(128, 4, 256, 0.3, 10_000, 4e-3, 60_000), new(256, 4, 1024, 0.2, 16_000, 2e-3, 600_000),
            new(512, 6, 2048, 0.1, 32_000, 7e-4, int.MaxValue),
    ];

    /// <summary>The size for so many pairs, or the largest smaller one that passes over them often enough in the time there is.</summary>
    internal static ProjectSize For(int pairs, int cores, double minutes, double speed) =>
        All.Take(All.ToList().FindIndex(size => pairs < size.MaximumPairs) + 1)
            .LastOrDefault(size => size.Epochs(pairs, cores, minutes, speed) >= FewestEpochs) ?? All[0];

    /// <summary>Passes over the pairs that fit into the time: a guess from the numbers in a layer.</summary>
    internal double Epochs(int pairs, int cores, double minutes, double speed) => PairsAMinuteAndCore * speed * cores * minutes / pairs * All[1].Work / Work;

    // Numbers a pair's positions are multiplied with: attention and feed-forward of the encoder, those and cross-attention of the decoder, and the output
    // layer.
    private double Work =>
        Layers * (4.0 * Width * Width + 2.0 * Width * FeedForward) + Layers * (8.0 * Width * Width + 2.0 * Width * FeedForward) + (double)Width * Pieces;
}
