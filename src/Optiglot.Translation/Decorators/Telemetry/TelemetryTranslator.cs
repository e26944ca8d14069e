using System.Diagnostics;

namespace Optiglot.Translation;

/// <summary>Times and counts requests, and traces them; nothing of their texts is told.</summary>
/// <param name="inner">The translator.</param>
/// <param name="telemetry">Where it is told; not disposed.</param>
public sealed class TelemetryTranslator(ITranslator inner, TranslationTelemetry telemetry) : DelegatingTranslator(inner)
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<TranslationResult>> TranslateAsync(
        IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null, CancellationToken cancellation = default)
    {
        using var span = telemetry.StartRequest(Info, requests);
        long start = Stopwatch.GetTimestamp();
        try
        {
            var results = await Inner.TranslateAsync(requests, options, cancellation).ConfigureAwait(false);
            telemetry.Ended(Info.Name, Stopwatch.GetElapsedTime(start).TotalSeconds, results, "ok");
            return results;
        }
        catch (Exception error)
        {
            string outcome = error switch { OperationCanceledException => "cancelled", TranslatorBusyException => "refused", _ => "failed" };
            telemetry.Ended(Info.Name, Stopwatch.GetElapsedTime(start).TotalSeconds, null, outcome);
            // The kind of error and no more: a message may quote a text.
            span?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
            throw;
        }
    }
}
