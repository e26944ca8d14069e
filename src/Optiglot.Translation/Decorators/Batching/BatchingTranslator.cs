using System.Threading.Channels;

namespace Optiglot.Translation;

/// <summary>
/// Translates what several callers ask for in common batches: sentences wait in a bounded queue, at most <see cref="BatchingOptions.MaximumDelay"/> for
/// company, and each worker takes a batch of its own. Who leaves is taken out; a caller whose request fails does not spoil the others'. Disposing finishes what
/// was let in.
/// </summary>
public sealed class BatchingTranslator : DelegatingTranslator
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromMinutes(1);

    private readonly BatchingOptions _options;
    private readonly TranslationQueue _queue;
    private readonly BatchRunner _runner;
    private readonly TranslationTelemetry? _telemetry;
    private readonly Task[] _workers;

    /// <summary>Starts the workers that put batches together.</summary>
    /// <param name="inner">The translator, with as many workers as these; disposed with this.</param>
    /// <param name="options">Sizes and delays; null for the defaults.</param>
    /// <param name="telemetry">Told of queue and batches; null for nobody.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public BatchingTranslator(ITranslator inner, BatchingOptions? options = null, TranslationTelemetry? telemetry = null) : base(inner)
    {
        _options = options ?? new BatchingOptions();
        _options.Validate();
        string model = inner.Info.Name;
        (_queue, _telemetry) = (new TranslationQueue(_options, sentences => telemetry?.Queued(model, sentences)), telemetry);
        _runner = new BatchRunner(inner, telemetry);
        // Workers belong to no caller: neither to its trace nor to its context.
        using (ExecutionContext.SuppressFlow()) _workers =
            [.. Enumerable.Range(0, _options.Workers ?? Environment.ProcessorCount).Select(_ => Task.Run(WorkAsync))];
    }

    /// <summary>Number of sentences that wait for a batch.</summary>
    public int Waiting => _queue.Waiting;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<TranslationResult>> TranslateAsync(
        IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new TranslationOptions();
        options.Validate();
        cancellation.ThrowIfCancellationRequested();
        if (requests.Count == 0) return [];
        if (requests.Count > _options.QueueLimit)
            throw new ArgumentException($"{requests.Count} sentences at once are more than the queue holds ({_options.QueueLimit}); send fewer at a time");
        options = options with { Batch = options.Batch with { Spread = false } };
        PendingTranslation[] entries = [.. requests.Chunk(_options.MaximumBatch).Select(part => new PendingTranslation(part, options, cancellation))];
        Add(entries);
        using var leaving = cancellation.UnsafeRegister(_ => Array.ForEach(entries, entry => entry.Leave()), null);
        var parts = await Task.WhenAll(entries.Select(entry => entry.Results)).ConfigureAwait(false);
        return parts is [var only] ? only : [.. parts.SelectMany(part => part)];
    }

    /// <summary>Lets nobody in any more, translates what was let in, and disposes the inner translator.</summary>
    public override void Dispose()
    {
        _queue.Close();
        Task.WaitAll(_workers);
        base.Dispose();
        _queue.Dispose();
    }

    private void Add(PendingTranslation[] entries)
    {
        try
        {
            if (_queue.TryAdd(entries)) return;
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(BatchingTranslator));
        }

        _telemetry?.Refused(Info.Name, entries.Sum(entry => entry.Requests.Count));
        int waiting = _queue.Waiting;
        double seconds = Math.Clamp(_runner.SecondsASentence * waiting / _workers.Length, ShortestWait.TotalSeconds, LongestWait.TotalSeconds);
        throw new TranslatorBusyException($"{waiting} sentences wait already, and the queue holds {_options.QueueLimit}; try again later",
            TimeSpan.FromSeconds(seconds));
    }

    private async Task WorkAsync()
    {
        while (await _queue.TakeAsync().ConfigureAwait(false) is { } batch)
        {
            foreach (var alike in batch.GroupBy(entry => entry.Options)) await _runner.RunAsync([.. alike]).ConfigureAwait(false);
        }
    }
}
