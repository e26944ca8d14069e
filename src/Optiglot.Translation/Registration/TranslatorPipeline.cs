using System.Threading.RateLimiting;
using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>A model folder on ONNX Runtime with the decorators of a service: telemetry, rate limit, cache, batches, from the outside in.</summary>
public static class TranslatorPipeline
{
    /// <summary>Opens a model for many callers.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">What computes, and what is put around it.</param>
    /// <param name="telemetry">Told what happens; not disposed.</param>
    /// <param name="detector">Sees the pictures that requests name; stays the caller's. Null for none.</param>
    /// <exception cref="FileNotFoundException">The folder has no such graphs, or a file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or changed.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ITranslator Open(ModelFolder folder, OptiglotOptions options, TranslationTelemetry telemetry, IRegionDetector? detector = null)
    {
        options.Batching?.Validate();
        options.Cache?.Validate();
        if (options.SentencesASecond < 1) throw new ArgumentException($"rate limit: {options.SentencesASecond} sentences a second; it must be at least 1");
        var model = OnnxTranslator.Open(folder, new OnnxTranslatorSettings
        {
            Precision = options.Precision, Workers = options.Workers, Detector = detector, ImageLimits = options.ImageLimits,
        });
        var builder = new TranslatorBuilder(model).UseTelemetry(telemetry);
        if (options.SentencesASecond is { } rate) builder.UseRateLimit(Limiter(rate));
        if (options.Cache is { } cache) builder.UseCache(cache, telemetry);
        if (options.Batching is { } batching) builder.UseBatching(batching with { Workers = batching.Workers ?? options.Workers }, telemetry);
        return builder.Build();
    }

    private static TokenBucketRateLimiter Limiter(int rate) => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = rate, TokensPerPeriod = rate, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true,
    });
}
