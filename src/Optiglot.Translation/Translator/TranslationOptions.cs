namespace Optiglot.Translation;

/// <summary>How a translator works through its requests.</summary>
public sealed record TranslationOptions
{
    /// <summary>The search; null for the one the model was tuned with (<see cref="TranslatorInfo.Search"/>).</summary>
    public BeamOptions? Search { get; init; }

    /// <summary>How much is translated at once.</summary>
    public BatchLimits Batch { get; init; } = new();

    /// <summary>
    /// Requests taken from a stream before the first result comes: they are sorted by length together. 1 answers line by line; memory grows with it.
    /// </summary>
    public int Window { get; init; } = 1024;

    /// <summary>The text is prepared already (tokenised, lower-cased: what the model was trained on), as in the <c>tok</c> files of Multi30K.</summary>
    public bool Prepared { get; init; }

    /// <summary>
    /// Longer sentences are split, at their punctuation where possible, and the parts translated one by one. Models trained on captions have seen nothing
    /// longer.
    /// </summary>
    public int MaximumPieces { get; init; } = 128;

    /// <summary>
    /// Translate without its picture, and note it, what names a picture that is neither in the region store nor a file; otherwise that is an error.
    /// </summary>
    public bool AllowMissingPictures { get; init; }

    /// <summary>Translations of terms that must be used where the terms occur; null: none.</summary>
    public Glossary? Glossary { get; init; }

    /// <summary>Refuses values that cannot be.</summary>
    /// <exception cref="ArgumentException">A field is out of its range.</exception>
    public void Validate()
    {
        Search?.Validate();
        if (Window < 1) throw new ArgumentException($"window {Window} must be at least 1");
        if (MaximumPieces < 1) throw new ArgumentException($"maximum pieces {MaximumPieces} must be at least 1");
    }
}
