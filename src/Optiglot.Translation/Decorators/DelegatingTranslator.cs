namespace Optiglot.Translation;

/// <summary>
/// A translator that passes everything on to another. Decorators derive from it and override <see cref="TranslateAsync"/>; a call without <c>Async</c> waits
/// for that one.
/// </summary>
/// <param name="inner">The other translator; disposed with this.</param>
public abstract class DelegatingTranslator(ITranslator inner) : ITranslator
{
    /// <inheritdoc/>
    public virtual TranslatorInfo Info => Inner.Info;

    /// <summary>The translator that is passed on to.</summary>
    protected ITranslator Inner { get; } = inner;

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<TranslationResult>> TranslateAsync(
        IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null, CancellationToken cancellation = default) =>
            Inner.TranslateAsync(requests, options, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<TranslationResult> Translate(IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null,
        CancellationToken cancellation = default) =>
        TranslateAsync(requests, options, cancellation).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Inner.Dispose();
        GC.SuppressFinalize(this);
    }
}
