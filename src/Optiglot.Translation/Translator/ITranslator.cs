namespace Optiglot.Translation;

/// <summary>Translates sentences, with their pictures where there are any. Many threads may call one.</summary>
public interface ITranslator : IDisposable
{
    /// <summary>What it can do.</summary>
    TranslatorInfo Info { get; }

    /// <summary>Translates requests, in common batches where it can.</summary>
    /// <param name="requests">What to translate; sentences share batches whether they have pictures or not.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellation">Ends it within one step of the search.</param>
    /// <returns>Results in the order of the requests.</returns>
    /// <exception cref="InvalidDataException">A picture cannot be read.</exception>
    /// <exception cref="FileNotFoundException">A picture is neither in the region store nor a file, and <see cref="TranslationOptions.AllowMissingPictures"/>
    /// is off.</exception>
    /// <exception cref="ArgumentException">Options out of range.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="TranslatorBusyException">It has a limit on what waits or on its rate, which is reached.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IReadOnlyList<TranslationResult> Translate(IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null,
        CancellationToken cancellation = default);

    /// <summary>
    /// As <see cref="Translate"/>, without a thread of the caller's: by default on a thread of its own, since a translation computes and waits for nothing.
    /// </summary>
    /// <param name="requests">What to translate.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellation">Ends it within one step of the search.</param>
    /// <returns>Results in the order of the requests; exceptions as of <see cref="Translate"/>.</returns>
    Task<IReadOnlyList<TranslationResult>> TranslateAsync(IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null,
        CancellationToken cancellation = default) =>
        Task.Factory.StartNew(() => Translate(requests, options, cancellation), cancellation,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
