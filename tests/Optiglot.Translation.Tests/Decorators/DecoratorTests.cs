using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Optiglot.Translation.Tests;

public class DecoratorTests
{
    [Fact]
    public void ARateLimitRefusesWithTheTimeToWait()
    {
        FakeTranslator inner = new();
        using RateLimitingTranslator translator = new(inner, new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = 5, TokensPerPeriod = 5, ReplenishmentPeriod = TimeSpan.FromMinutes(10), QueueLimit = 0,
        }));
        Assert.Equal(3, translator.Translate([new("a"), new("b"), new("c")]).Count);
        var busy = Assert.Throws<TranslatorBusyException>(() => translator.Translate([new("d"), new("e"), new("f")]));
        Assert.InRange(busy.RetryAfter.TotalMinutes, 1, 20);
        Assert.Equal(2, translator.Translate([new("d"), new("e")]).Count);
        Assert.Throws<ArgumentException>(() => translator.Translate([.. Enumerable.Range(0, 6).Select(i => new TranslationRequest($"{i}"))]));
        Assert.Equal(2, inner.Calls.Count);
    }

    [Fact]
    public void TelemetryCountsAndNeverTellsATextAnywhere()
    {
        string model = $"telemetry {Guid.NewGuid():N}";
        using TranslationTelemetry telemetry = new();
        List<(string Name, double Value, string Tags)> measured = [];
        List<Activity> spans = [];
        using MeterListener meters = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == TranslationTelemetry.Name) listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        meters.Start();
        using ActivityListener traces = new()
        {
            ShouldListenTo = source => source.Name == TranslationTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.GetTagItem("optiglot.model") as string != model) return;
                lock (spans) spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(traces);
        using (var translator = new TranslatorBuilder(new FakeTranslator { Info = new TranslatorInfo(model, "en", "de", null, new BeamOptions()) })
            .UseTelemetry(telemetry).UseCache(null, telemetry).UseBatching(null, telemetry).Build())
        {
            translator.Translate([new("secret"), new("words")]);
            translator.Translate([new("secret")]);
            Assert.Throws<InvalidDataException>(() => translator.Translate([new(FakeTranslator.Bad)]));
        }

        Assert.Equal(3, Sum("optiglot.translation.sentences"));
        Assert.Equal(6 + 5 + 6, Sum("optiglot.translation.tokens", "source"));
        Assert.Equal(2 * (6 + 5 + 6), Sum("optiglot.translation.tokens", "target"));
        Assert.Equal((1, 3), (Sum("optiglot.cache.hits"), Sum("optiglot.cache.misses")));
        Assert.Equal(0, Sum("optiglot.queue.sentences"));
        Assert.Equal(3, Sum("optiglot.batch.sentences"));
        Assert.Equal(["failed", "ok", "ok"], measured.Where(each => each.Name == "optiglot.translation.duration").Select(each => each.Tags.Split("outcome=")[1])
            .Order());
        Assert.Equal(3, spans.Count(span => span.OperationName == "optiglot.translate"));
        var batches = spans.Where(span => span.OperationName == "optiglot.batch").ToArray();
        Assert.Equal(2, batches.Length);
        Assert.All(batches, batch => Assert.Contains(spans, span => span.TraceId == batch.TraceId && span.OperationName == "optiglot.translate"));
        string all = string.Join(
            '\n', measured.Select(each => each.Tags).Concat(spans.Select(span => span.StatusDescription + string.Join(',', span.TagObjects))));
        Assert.DoesNotContain("secret", all);
        Assert.DoesNotContain("bad", all);

        double Sum(string name, string tag = "") => measured.Where(each => each.Name == name && each.Tags.Contains(tag)).Sum(each => each.Value);

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string text = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            if (!text.Contains(model)) return;
            lock (measured) measured.Add((instrument.Name, value, text));
        }
    }

    [Fact]
    public void WhatIsAddedFirstIsOutermost()
    {
        List<string> order = [];
        using var translator = new TranslatorBuilder(new FakeTranslator()).Use(inner => new Noting(inner, "outer", order))
            .Use(inner => new Noting(inner, "inner", order)).Build();
        translator.Translate([new("a")]);
        Assert.Equal(["outer", "inner"], order);
    }

    [Fact]
    public async Task AModelIsRegisteredInOneLine()
    {
        using var folder = new TinyTranslator.Folder();
        string path = OnnxWorkersTests.Save(folder, OnnxPrecision.Fp32);
        await using var services = new ServiceCollection()
            .AddOptiglot(path, options => options.Detectors = null)
            .AddOptiglot(path, options => (options.Detectors, options.Batching, options.Cache, options.SentencesASecond) = (null, null, null, 10), key: "slow")
            .BuildServiceProvider();
        var translator = services.GetRequiredService<ITranslator>();
        Assert.Same(translator, services.GetRequiredService<ITranslator>());
        using var alone = OnnxTranslator.Open(path);
        var requests = OnnxWorkersTests.Requests(9);
        OnnxWorkersTests.AssertSame(alone.Translate(requests), await translator.TranslateAsync(requests, cancellation: TestContext.Current.CancellationToken));
        var slow = services.GetRequiredKeyedService<ITranslator>("slow");
        OnnxWorkersTests.AssertSame(alone.Translate(requests), slow.Translate(requests));
        Assert.Throws<TranslatorBusyException>(() => slow.Translate(requests));
        await services.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => translator.Translate(requests));
    }

    private sealed class Noting(ITranslator inner, string name, List<string> order) : DelegatingTranslator(inner)
    {
        public override Task<IReadOnlyList<TranslationResult>> TranslateAsync(IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null,
            CancellationToken cancellation = default)
        {
            order.Add(name);
            return base.TranslateAsync(requests, options, cancellation);
        }
    }
}
