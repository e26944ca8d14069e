namespace Optiglot.Server;

/// <summary>What came of one sentence.</summary>
internal sealed record TranslationOutput
{
    /// <summary>The best translation.</summary>
    public required string Text { get; init; }

    /// <summary>Its log-probability under the length penalty.</summary>
    public required double Score { get; init; }

    /// <summary>The best translations, best first; only where more than one was asked for.</summary>
    public IReadOnlyList<CandidateOutput>? NBest { get; init; }

    /// <summary>The name of the picture it was translated with.</summary>
    public string? Picture { get; init; }

    /// <summary>What each word looked at; only where it was asked for, and not for sentences that were split.</summary>
    public AttentionOutput? Attention { get; init; }

    /// <summary>What the reader should know: a split sentence, unknown words, a model that sees no pictures.</summary>
    public IReadOnlyList<string>? Notes { get; init; }
}
