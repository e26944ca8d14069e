using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Optiglot.Translation;

/// <summary>
/// Traces and metrics of translators, for OpenTelemetry and whatever else listens to .NET's own: an activity source and a meter, both called
/// <see cref="Name"/>. Neither is ever told a text.
/// </summary>
public sealed class TranslationTelemetry : IDisposable
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Optiglot.Translation";

    // Seconds: a cached answer is there at once, a full queue takes many.
    private static readonly InstrumentAdvice<double> Times = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    };
    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] };

    private readonly ActivitySource _source = new(Name);
    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _sentences, _tokens, _refused, _hits, _misses;
    private readonly Histogram<double> _duration, _wait;
    private readonly Histogram<int> _batch;
    private readonly UpDownCounter<int> _queue;

    /// <summary>Makes the instruments under the name that exporters listen to.</summary>
    public TranslationTelemetry()
    {
        _duration = _meter.CreateHistogram("optiglot.translation.duration", "s", "Time of a request, from its coming to its results", advice: Times);
        _sentences = _meter.CreateCounter<long>("optiglot.translation.sentences", "{sentence}", "Sentences translated");
        _tokens = _meter.CreateCounter<long>("optiglot.translation.tokens", "{token}", "Pieces read and written");
        _queue = _meter.CreateUpDownCounter<int>("optiglot.queue.sentences", "{sentence}", "Sentences that wait for a batch");
        _wait = _meter.CreateHistogram("optiglot.queue.wait", "s", "Time sentences waited for their batch", advice: Times);
        _refused = _meter.CreateCounter<long>("optiglot.queue.refused", "{sentence}", "Sentences refused because the queue was full");
        _batch = _meter.CreateHistogram("optiglot.batch.sentences", "{sentence}", "Sentences of a batch", advice: Sizes);
        _hits = _meter.CreateCounter<long>("optiglot.cache.hits", "{sentence}", "Sentences answered from the cache");
        _misses = _meter.CreateCounter<long>("optiglot.cache.misses", "{sentence}", "Sentences the cache did not have");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }

    /// <summary>Begins the span of a request.</summary>
    internal Activity? StartRequest(TranslatorInfo info, IReadOnlyList<TranslationRequest> requests)
    {
        var span = _source.StartActivity("optiglot.translate");
        span?.SetTag("optiglot.model", info.Name).SetTag("optiglot.source", info.SourceLanguage).SetTag("optiglot.target", info.TargetLanguage)
            .SetTag("optiglot.sentences", requests.Count)
                .SetTag("optiglot.pictures", requests.Count(request => request.Regions is not null || request.NeedsLookup));
        return span;
    }

    /// <summary>Begins the span of a batch, which belongs to all traces of its sentences, and notes its size and how long they waited.</summary>
    internal Activity? StartBatch(string model, int sentences, IReadOnlyList<PendingTranslation> members)
    {
        KeyValuePair<string, object?> tag = new("model", model);
        _batch.Record(sentences, tag);
        foreach (var member in members) _wait.Record(Stopwatch.GetElapsedTime(member.Since).TotalSeconds, tag);
        if (!_source.HasListeners()) return null;
        ActivityLink[] links = [.. members.Where(member => member.Trace != default).Select(member => new ActivityLink(member.Trace))];
        return _source.StartActivity(ActivityKind.Internal, links.FirstOrDefault().Context,
            [new("optiglot.model", model), new("optiglot.sentences", sentences)], links, name: "optiglot.batch");
    }

    /// <summary>Counts a request that ended.</summary>
    /// <param name="model">The model.</param>
    /// <param name="seconds">How long it took.</param>
    /// <param name="results">What came out; null where it failed.</param>
    /// <param name="outcome">ok, cancelled, refused or failed.</param>
    internal void Ended(string model, double seconds, IReadOnlyList<TranslationResult>? results, string outcome)
    {
        KeyValuePair<string, object?> tag = new("model", model);
        _duration.Record(seconds, tag, new("outcome", outcome));
        if (results is null) return;
        _sentences.Add(results.Count, tag);
        _tokens.Add(results.Sum(result => result.SourcePieces), tag, new("side", "source"));
        _tokens.Add(results.Sum(result => result.TargetPieces), tag, new("side", "target"));
    }

    /// <summary>So many sentences more wait, or fewer.</summary>
    internal void Queued(string model, int sentences) => _queue.Add(sentences, new KeyValuePair<string, object?>("model", model));

    /// <summary>The queue had no room.</summary>
    internal void Refused(string model, int sentences) => _refused.Add(sentences, new KeyValuePair<string, object?>("model", model));

    /// <summary>The cache was asked.</summary>
    internal void Looked(string model, int hits, int misses)
    {
        KeyValuePair<string, object?> tag = new("model", model);
        _hits.Add(hits, tag);
        _misses.Add(misses, tag);
    }
}
