using System.Threading.RateLimiting;

namespace Optiglot.Translation;

/// <summary>Lets no more sentences through than a limiter allows; what would wait is refused with <see cref="TranslatorBusyException"/>.</summary>
/// <param name="inner">The translator.</param>
/// <param name="limiter">A permit is a sentence; disposed with this.</param>
public sealed class RateLimitingTranslator(ITranslator inner, RateLimiter limiter) : DelegatingTranslator(inner)
{
    // What a limiter that cannot say gets: its callers try again after a moment.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<TranslationResult>> TranslateAsync(
        IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null, CancellationToken cancellation = default)
    {
        using RateLimitLease lease = await AcquireAsync(requests.Count, cancellation).ConfigureAwait(false);
        if (!lease.IsAcquired)
        {
            TimeSpan after = lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan told) && told > TimeSpan.Zero ? told : Moment;
            throw new TranslatorBusyException("more sentences come than the rate limit lets through; send them later, or fewer at a time", after);
        }

        return await Inner.TranslateAsync(requests, options, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        limiter.Dispose();
    }

    private async Task<RateLimitLease> AcquireAsync(int sentences, CancellationToken cancellation)
    {
        try
        {
            return await limiter.AcquireAsync(sentences, cancellation).ConfigureAwait(false);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new ArgumentException($"{sentences} sentences at once are more than the rate limit ever lets through; send fewer at a time", error);
        }
    }
}
