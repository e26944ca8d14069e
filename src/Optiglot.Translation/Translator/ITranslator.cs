namespace Optiglot.Translation;

/// <summary>Translates sentences, with their pictures where there are any. One caller at a time: a service gives each its own, or a queue.</summary>
public interface ITranslator : IDisposable
{
    /// <summary>What it can do.</summary>
    TranslatorInfo Info { get; }

    /// <summary>Translates a list.</summary>
    /// <param name="requests">What to translate; sentences share batches whether they have pictures or not.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellation">Ends it within one step of the search.</param>
    /// <returns>Results in the order of the requests.</returns>
    /// <exception cref="InvalidDataException">A picture cannot be read.</exception>
    /// <exception cref="FileNotFoundException">A picture is neither in the region store nor a file, and <see cref="TranslationOptions.AllowMissingPictures"/> is off.</exception>
    /// <exception cref="ArgumentException">Options out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IReadOnlyList<TranslationResult> Translate(IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null, CancellationToken cancellation = default);
}
