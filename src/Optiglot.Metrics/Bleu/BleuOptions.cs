namespace Optiglot.Metrics;

/// <summary>Settings of <see cref="Bleu"/>; the defaults are sacreBLEU's.</summary>
public sealed record BleuOptions
{
    /// <summary>How lines are cut into tokens.</summary>
    public BleuTokenization Tokenization { get; init; } = BleuTokenization.V13a;

    /// <summary>The vocabulary of <see cref="BleuTokenization.SentencePiece"/> and its like; null for the others.</summary>
    public IPieceModel? Pieces { get; init; }

    /// <summary>Smoothing; ignored (none) under <see cref="BleuTokenization.MultiBleu"/>.</summary>
    public BleuSmoothing Smoothing { get; init; } = BleuSmoothing.Exponential;

    /// <summary>The number for <see cref="BleuSmoothing.Floor"/> (default 0.1) and <see cref="BleuSmoothing.AddK"/> (default 1).</summary>
    public double? SmoothingValue { get; init; }

    /// <summary>Lower-cases both sides first.</summary>
    public bool LowerCase { get; init; }

    /// <summary>Leaves out orders the hypothesis is too short for; meant for sentence scores.</summary>
    public bool EffectiveOrder { get; init; }

    /// <summary>Length of the longest n-grams that count.</summary>
    public int MaximumOrder { get; init; } = 4;

    /// <summary>multi-bleu.perl, on text that is tokenised already.</summary>
    public static BleuOptions MultiBleu { get; } = new() { Tokenization = BleuTokenization.MultiBleu, Smoothing = BleuSmoothing.None };
}
