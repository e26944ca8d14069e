using System.Threading.RateLimiting;
using Optiglot.Translation;

namespace Optiglot.Server;

/// <summary>Lets so many pictures be looked at at a time, each on a thread of its own; a bounded number waits, the rest is refused.</summary>
/// <param name="workers">Pictures at a time.</param>
/// <param name="waiting">Pictures that may wait.</param>
internal sealed class LookQueue(int workers, int waiting) : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = workers, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst
    });

    /// <summary>Does the work when its turn comes.</summary>
    /// <exception cref="TranslatorBusyException">Too many wait.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before its turn came.</exception>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        using RateLimitLease lease = await _limiter.AcquireAsync(1, cancellation);
        if (!lease.IsAcquired) throw new TranslatorBusyException($"{waiting} pictures wait already; try again later", Moment);
        return await Task.Factory.StartNew(work, cancellation, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
