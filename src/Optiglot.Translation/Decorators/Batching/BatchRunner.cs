using System.Diagnostics;

namespace Optiglot.Translation;

/// <summary>Translates batches and hands out what came of them.</summary>
/// <param name="inner">The translator.</param>
/// <param name="telemetry">Told of each batch; null for nobody.</param>
internal sealed class BatchRunner(ITranslator inner, TranslationTelemetry? telemetry)
{
    // Share of the newest batch in the mean.
    private const double Newest = 0.2;

    private double _secondsASentence;

    /// <summary>A running mean of how long a worker takes for a sentence; 0 before the first batch.</summary>
    public double SecondsASentence => Volatile.Read(ref _secondsASentence);

    /// <summary>Translates a batch; nothing is thrown, each entry is told.</summary>
    /// <param name="batch">Entries with equal options.</param>
    public async Task RunAsync(IReadOnlyList<PendingTranslation> batch)
    {
        batch = [.. batch.Where(entry => !entry.Results.IsCompleted)];
        if (batch.Count == 0) return;
        TranslationRequest[] requests = [.. batch.SelectMany(entry => entry.Requests)];
        using var span = telemetry?.StartBatch(inner.Info.Name, requests.Length, batch);
        using CancellationTokenSource all = new();
        int present = batch.Count;
        CancellationTokenRegistration[] leaving = [.. batch.Select(entry => entry.Cancellation.UnsafeRegister(_ => Leave(), null))];
        try
        {
            long start = Stopwatch.GetTimestamp();
            HandOut(batch, await inner.TranslateAsync(requests, batch[0].Options, all.Token).ConfigureAwait(false));
            Learn(Stopwatch.GetElapsedTime(start).TotalSeconds / requests.Length);
        }
        catch (Exception) when (batch.Count > 1)
        {
            // One of them is to blame: alone, each gets its own results or its own error.
            foreach (var entry in batch) await RunAsync([entry]).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            batch[0].Fail(error);
        }
        finally
        {
            foreach (var registration in leaving) await registration.DisposeAsync().ConfigureAwait(false);
        }

        // A batch goes on as long as anybody waits for it.
        void Leave()
        {
            if (Interlocked.Decrement(ref present) == 0) all.Cancel();
        }
    }

    private static void HandOut(IReadOnlyList<PendingTranslation> batch, IReadOnlyList<TranslationResult> results)
    {
        int start = 0;
        foreach (var entry in batch)
        {
            entry.Succeed([.. results.Skip(start).Take(entry.Requests.Count)]);
            start += entry.Requests.Count;
        }
    }

    private void Learn(double seconds)
    {
        double mean = SecondsASentence;
        Volatile.Write(ref _secondsASentence, mean == 0 ? seconds : mean + Newest * (seconds - mean));
    }
}
