using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Optiglot.Bench;

/// <summary>Asks a service for translations, so many at a time, and clocks each.</summary>
/// <param name="service">The service.</param>
/// <param name="load">What it is asked for.</param>
internal sealed partial class LoadClient(ServedProcess service, ServeLoad load) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = service.Address, Timeout = TimeSpan.FromMinutes(5) };
    private readonly double[] _milliseconds = new double[load.Requests];
    private int _sent, _answered;
    private long _early;

    /// <summary>Warms up and measures.</summary>
    /// <exception cref="InvalidDataException">A request was not answered by a translation: the message says how.</exception>
    public async Task<LoadResult> RunAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(Enumerable.Range(0, load.InFlight).Select(_ => WorkAsync(load.Warmup, isMeasured: false, cancellation)));
        (_sent, _answered) = (0, 0);
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, load.InFlight).Select(_ => WorkAsync(load.Requests, isMeasured: true, cancellation)));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Array.Sort(_milliseconds);
        return new LoadResult(seconds, _milliseconds, _early, service.Memory());
    }

    /// <summary>Sentences in a batch so far, on average, by the service's own metrics.</summary>
    public async Task<double> MeanBatchAsync(CancellationToken cancellation)
    {
        string metrics = await _client.GetStringAsync("/metrics", cancellation);
        return Sum("sum") / Sum("count");

        double Sum(string series) => Series().Matches(metrics).Where(match => match.Groups["series"].Value == series)
            .Sum(match => double.Parse(match.Groups["value"].Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    public void Dispose() => _client.Dispose();

    private async Task WorkAsync(int total, bool isMeasured, CancellationToken cancellation)
    {
        for (int number; (number = Interlocked.Increment(ref _sent) - 1) < total;)
        {
            long start = Stopwatch.GetTimestamp();
            await AskAsync(load.Sentences[number % load.Sentences.Count], cancellation);
            if (!isMeasured) continue;
            _milliseconds[number] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (Interlocked.Increment(ref _answered) == Math.Max(1, total / 10)) _early = service.Memory();
        }
    }

    private async Task AskAsync(string sentence, CancellationToken cancellation)
    {
        object request = load.Picture is { } data
            ? new { sentences = new[] { new { text = sentence, picture = "p" } }, pictures = new { p = new { data } } }
            : new { sentences = new[] { new { text = sentence } } };
        using var answer = await _client.PostAsJsonAsync("/v1/translate", request, cancellation);
        string text = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode || !text.Contains("\"translations\"", StringComparison.Ordinal))
            throw new InvalidDataException($"the service answered {(int)answer.StatusCode} in place of a translation: {text.ReplaceLineEndings(" ")}");
    }

    [GeneratedRegex(@"^optiglot_batch_sentences_(?<series>sum|count)\{[^}]*\} (?<value>[0-9.eE+-]+)", RegexOptions.Multiline)]
    private static partial Regex Series();
}
