using System.Diagnostics;
using System.Threading.Channels;

namespace Optiglot.Translation;

/// <summary>What waits to be translated: at most so many sentences, let in whole or not at all, and taken out as batches.</summary>
internal sealed class TranslationQueue : IDisposable
{
    private readonly BatchingOptions _options;
    private readonly Channel<PendingTranslation> _channel;
    private readonly SemaphoreSlim _taking = new(1);
    private readonly Action<int> _changed;
    private int _waiting;

    /// <summary>An empty queue.</summary>
    /// <param name="options">Sizes and delays.</param>
    /// <param name="changed">Told how many sentences more wait, or fewer.</param>
    public TranslationQueue(BatchingOptions options, Action<int> changed)
    {
        (_options, _changed) = (options, changed);
        // Every entry has a sentence at least, so that the channel is never fuller than the count allows.
        _channel = Channel.CreateBounded<PendingTranslation>(options.QueueLimit);
    }

    /// <summary>Sentences that wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Puts all entries of a call in, or none.</summary>
    /// <returns>Whether there was room.</returns>
    /// <exception cref="ChannelClosedException">It was closed.</exception>
    public bool TryAdd(IReadOnlyList<PendingTranslation> entries)
    {
        int sentences = entries.Sum(entry => entry.Requests.Count);
        if (Interlocked.Add(ref _waiting, sentences) > _options.QueueLimit)
        {
            Interlocked.Add(ref _waiting, -sentences);
            return false;
        }

        _changed(sentences);
        for (int i = 0; i < entries.Count; i++)
        {
            if (_channel.Writer.TryWrite(entries[i])) continue;
            // Only a closed channel refuses; entries that are in will be translated, the rest of the call never.
            Left(entries.Skip(i).Sum(entry => entry.Requests.Count));
            throw new ChannelClosedException();
        }

        return true;
    }

    /// <summary>Lets nothing in any more; what waits is still taken out.</summary>
    public void Close() => _channel.Writer.TryComplete();

    /// <summary>Waits for a batch: one caller at a time, so that each batch is as full as it can be.</summary>
    /// <returns>Entries with at most <see cref="BatchingOptions.MaximumBatch"/> sentences; null when the queue is closed and empty.</returns>
    public async Task<IReadOnlyList<PendingTranslation>?> TakeAsync()
    {
        await _taking.WaitAsync().ConfigureAwait(false);
        try
        {
            List<PendingTranslation> batch = [];
            while (batch.Count == 0)
            {
                if (!await _channel.Reader.WaitToReadAsync().ConfigureAwait(false)) return null;
                await FillAsync(batch).ConfigureAwait(false);
            }

            return batch;
        }
        finally
        {
            _taking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _taking.Dispose();

    private async Task FillAsync(List<PendingTranslation> batch)
    {
        long start = Stopwatch.GetTimestamp();
        int sentences = 0;
        while (sentences < _options.MaximumBatch)
        {
            if (_channel.Reader.TryPeek(out var next))
            {
                int count = next.Requests.Count;
                if (sentences + count > _options.MaximumBatch) return;
                _channel.Reader.TryRead(out _);
                Left(count);
                if (next.Results.IsCompleted) continue;
                batch.Add(next);
                sentences += count;
            }
            else if (!await MoreAsync(_options.MaximumDelay - Stopwatch.GetElapsedTime(start)).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private void Left(int sentences)
    {
        Interlocked.Add(ref _waiting, -sentences);
        _changed(-sentences);
    }

    private async Task<bool> MoreAsync(TimeSpan patience)
    {
        if (patience <= TimeSpan.Zero) return false;
        using CancellationTokenSource enough = new(patience);
        Task<bool> more = _channel.Reader.WaitToReadAsync(enough.Token).AsTask();
        await ((Task)more).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return more.IsCompletedSuccessfully && await more.ConfigureAwait(false);
    }
}
