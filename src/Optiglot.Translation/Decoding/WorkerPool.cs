using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Optiglot.Translation;

/// <summary>
/// Workers known by their numbers, each lent to one thread at a time, so that any number of threads may call what owns them. Closing waits for those who are
/// inside.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    private readonly ConcurrentStack<int> _free;
    private readonly SemaphoreSlim _available;
    private readonly object _calls = new();
    private int _inside;
    private bool _closed;

    /// <summary>Makes a pool.</summary>
    /// <param name="count">Workers.</param>
    /// <exception cref="ArgumentException">There would be none.</exception>
    public WorkerPool(int count)
    {
        if (count < 1) throw new ArgumentException($"workers {count} must be at least 1");
        Count = count;
        _free = new(Enumerable.Range(0, count).Reverse());
        _available = new SemaphoreSlim(count);
    }

    /// <summary>Workers there are.</summary>
    public int Count { get; }

    /// <summary>Works through a list, each item on the next worker that is free, the first items first; with one worker on the calling thread alone.</summary>
    /// <param name="items">The items.</param>
    /// <param name="owner">Who was disposed, if it was.</param>
    /// <param name="cancellation">Ends it at the next item.</param>
    /// <param name="work">Told the worker's number and the item.</param>
    /// <exception cref="ObjectDisposedException">The pool was closed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void ForEach<T>(IReadOnlyList<T> items, object owner, CancellationToken cancellation, Action<int, T> work)
    {
        Enter(owner);
        try
        {
            int most = Math.Min(Count, items.Count);
            if (most <= 1) foreach (T item in items) Lend(item);
            else Side(items, most, cancellation, Lend);
        }
        finally
        {
            Leave();
        }

        void Lend(T item)
        {
            _available.Wait(cancellation);
            _free.TryPop(out int worker);
            try
            {
                cancellation.ThrowIfCancellationRequested();
                work(worker, item);
            }
            finally
            {
                _free.Push(worker);
                _available.Release();
            }
        }
    }

    /// <summary>Lets nobody in any more, and returns when all who were inside have left.</summary>
    public void Close()
    {
        lock (_calls)
        {
            _closed = true;
            while (_inside > 0) Monitor.Wait(_calls);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _available.Dispose();
    }

    private static void Side<T>(IReadOnlyList<T> items, int most, CancellationToken cancellation, Action<T> work)
    {
        try
        {
            ParallelOptions options = new() { MaxDegreeOfParallelism = most, CancellationToken = cancellation };
            Parallel.ForEach(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering), options, work);
        }
        catch (AggregateException errors)
        {
            cancellation.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }

    private void Enter(object owner)
    {
        lock (_calls)
        {
            ObjectDisposedException.ThrowIf(_closed, owner);
            _inside++;
        }
    }

    private void Leave()
    {
        lock (_calls)
        {
            _inside--;
            Monitor.PulseAll(_calls);
        }
    }
}
