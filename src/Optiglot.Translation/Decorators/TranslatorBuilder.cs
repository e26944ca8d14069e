using System.Threading.RateLimiting;

namespace Optiglot.Translation;

/// <summary>Puts decorators around a translator: what is added first is outermost and sees a request first.</summary>
/// <param name="inner">The translator that does the work; the built one disposes it.</param>
public sealed class TranslatorBuilder(ITranslator inner)
{
    private readonly List<Func<ITranslator, ITranslator>> _decorators = [];

    /// <summary>Puts a decorator of one's own around the translator so far.</summary>
    /// <param name="decorate">Given the translator inside, makes the one around it.</param>
    public TranslatorBuilder Use(Func<ITranslator, ITranslator> decorate)
    {
        _decorators.Add(decorate);
        return this;
    }

    /// <summary>Counts and times requests, as <see cref="TelemetryTranslator"/> does.</summary>
    public TranslatorBuilder UseTelemetry(TranslationTelemetry telemetry) => Use(translator => new TelemetryTranslator(translator, telemetry));

    /// <summary>Lets no more sentences through than a limiter allows.</summary>
    /// <param name="limiter">A permit is a sentence; disposed with the translator.</param>
    public TranslatorBuilder UseRateLimit(RateLimiter limiter) => Use(translator => new RateLimitingTranslator(translator, limiter));

    /// <summary>Answers again what was answered before.</summary>
    public TranslatorBuilder UseCache(CacheOptions? options = null, TranslationTelemetry? telemetry = null) =>
        Use(translator => new CachingTranslator(translator, options, telemetry));

    /// <summary>Translates what several callers ask for in common batches, behind a bounded queue.</summary>
    public TranslatorBuilder UseBatching(BatchingOptions? options = null, TranslationTelemetry? telemetry = null) =>
        Use(translator => new BatchingTranslator(translator, options, telemetry));

    /// <summary>The translator with all that was added.</summary>
    public ITranslator Build() => _decorators.AsEnumerable().Reverse().Aggregate(inner, (translator, decorate) => decorate(translator));
}
