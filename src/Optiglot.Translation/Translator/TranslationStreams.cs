using System.Runtime.CompilerServices;

namespace Optiglot.Translation;

/// <summary>Streams over any translator.</summary>
public static class TranslationStreams
{
    /// <summary>
    /// Translates a stream in bounded memory: <see cref="TranslationOptions.Window"/> requests are read, translated and given out, then the next.
    /// </summary>
    /// <param name="translator">The translator.</param>
    /// <param name="requests">What to translate; read lazily.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellation">Ends it within one step of the search.</param>
    /// <returns>Results in the order of the requests, as they come; exceptions as of <see cref="ITranslator.Translate"/>.</returns>
    public static IEnumerable<TranslationResult> TranslateStream(
        this ITranslator translator, IEnumerable<TranslationRequest> requests, TranslationOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new TranslationOptions();
        options.Validate();
        return requests.Chunk(options.Window).SelectMany(window => translator.Translate(window, options, cancellation));
    }

    /// <summary>As <see cref="TranslateStream"/>, without a thread of the caller's: of a file's lines, of a channel, of whatever comes over time.</summary>
    /// <param name="translator">The translator.</param>
    /// <param name="requests">What to translate; read no further than the window that is being translated.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellation">Ends it within one step of the search, or while it waits for requests.</param>
    /// <returns>Results in the order of the requests, as they come; exceptions as of <see cref="ITranslator.Translate"/>.</returns>
    public static async IAsyncEnumerable<TranslationResult> TranslateStreamAsync(
        this ITranslator translator, IAsyncEnumerable<TranslationRequest> requests, TranslationOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        options ??= new TranslationOptions();
        options.Validate();
        await foreach (var window in requests.Chunk(options.Window).WithCancellation(cancellation).ConfigureAwait(false))
            foreach (var result in await translator.TranslateAsync(window, options, cancellation).ConfigureAwait(false)) yield return result;
    }
}
