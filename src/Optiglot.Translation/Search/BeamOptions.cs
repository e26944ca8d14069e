namespace Optiglot.Translation;

/// <summary>How translations are searched. Lengths count target pieces with the end piece, unless a field says otherwise.</summary>
public sealed record BeamOptions
{
    /// <summary>Hypotheses kept for a sentence at each step; 1 is greedy search. 5 is what most published systems use.</summary>
    public int Beam { get; init; } = 5;

    /// <summary>The length penalty's formula.</summary>
    public LengthPenaltyKind LengthPenalty { get; init; } = LengthPenaltyKind.Power;

    /// <summary>Exponent of the length penalty: 0 favours short output, 1 (default) ranks by the mean log-probability of a piece.</summary>
    public double Alpha { get; init; } = 1.0;

    /// <summary>Longest output in any case. The decoder's positions limit it further.</summary>
    public int MaximumLength { get; init; } = 256;

    /// <summary>
    /// Longest output relative to the source: <c>ratio · source + offset</c> (fairseq's <c>max-len-a</c>), source pieces counted without specials and tags.
    /// </summary>
    public double MaximumLengthRatio { get; init; } = 2.0;

    /// <summary>The offset of <see cref="MaximumLengthRatio"/> (fairseq's <c>max-len-b</c>).</summary>
    public int MaximumLengthOffset { get; init; } = 10;

    /// <summary>Fewest pieces before the end piece is allowed, end piece not counted.</summary>
    public int MinimumLength { get; init; }

    /// <summary>Hypotheses returned for a sentence, best first; at most <see cref="Beam"/>.</summary>
    public int NBest { get; init; } = 1;

    /// <summary>No sequence of so many pieces occurs twice in one hypothesis (Paulus et al. 2018, section 2.5); 0 allows repeats.</summary>
    public int NoRepeatNgram { get; init; }

    /// <summary>
    /// Drops hypotheses whose log-probability is more than this below the step's best (Freitag and Al-Onaizan 2017, absolute threshold pruning); null keeps
    /// all.
    /// </summary>
    public double? PruneThreshold { get; init; }

    /// <summary>
    /// The search of a sentence ends after <c>patience · beam</c> finished hypotheses (Kasai et al. 2022, "Beam decoding with controlled patience"); 1 is the
    /// usual rule.
    /// </summary>
    public double Patience { get; init; } = 1.0;

    /// <summary>Whether the unknown piece may be written. It is never right, so the default is no (as Marian's <c>--allow-unk</c>).</summary>
    public bool AllowUnknown { get; init; }

    /// <summary>Whether attention is recorded with each hypothesis.</summary>
    public bool Attention { get; init; }

    /// <summary>Finished hypotheses after which the search of a sentence ends.</summary>
    internal int FinishedCapacity => Math.Max(NBest, (int)Math.Ceiling(Patience * Beam));

    /// <summary>The longest output allowed for a source.</summary>
    /// <param name="sourceLength">Source pieces, without specials and tags.</param>
    /// <returns>Pieces with the end piece, at least 1.</returns>
    public int LengthLimit(int sourceLength)
    {
        double relative = MaximumLengthRatio * sourceLength + MaximumLengthOffset;
        return Math.Max(1, (int)Math.Min(MaximumLength, relative));
    }

    /// <summary>The longest output of each sentence of a batch.</summary>
    /// <param name="sourceLengths">Source pieces, without specials and tags, <c>[sentences]</c>.</param>
    /// <param name="positions">The decoder's positions.</param>
    /// <returns>Pieces with the end piece, <c>[sentences]</c>.</returns>
    internal int[] LengthLimits(IReadOnlyList<int> sourceLengths, int positions) =>
        [.. sourceLengths.Select(length => Math.Min(LengthLimit(length), positions))];

    /// <summary>Refuses values that cannot be.</summary>
    /// <exception cref="ArgumentException">A field is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check(Beam is >= 1 and <= 1024, $"beam {Beam} must be from 1 to 1024");
        Check(NBest >= 1 && NBest <= Beam, $"n-best {NBest} must be from 1 to the beam, {Beam}");
        Check(double.IsFinite(Alpha), "alpha of the length penalty must be a number");
        Check(MaximumLength >= 1, $"maximum length {MaximumLength} must be at least 1");
        Check(MaximumLengthRatio >= 0 && double.IsFinite(MaximumLengthRatio), $"maximum length ratio {MaximumLengthRatio} must not be negative");
        Check(MinimumLength >= 0, $"minimum length {MinimumLength} must not be negative");
        Check(NoRepeatNgram >= 0, $"no-repeat n-gram {NoRepeatNgram} must not be negative");
        Check(PruneThreshold is null or >= 0, $"prune threshold {PruneThreshold} must not be negative");
        Check(Patience > 0 && double.IsFinite(Patience), $"patience {Patience} must be positive");
    }

    private static void Check(bool holds, string message)
    {
        if (!holds) throw new ArgumentException($"search options: {message}");
    }
}
