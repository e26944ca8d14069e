using TorchSharp;

namespace Optiglot.DemoWorld;

/// <summary>
/// Two trainings at once, each on one core. So small models gain little from a second core inside a product, and everything from a core of their own;
/// and with one thread a product the numbers do not depend on how many cores there are.
/// </summary>
internal static class SideBySide
{
    /// <summary>Runs both and gives both results; if one fails, the other is cancelled.</summary>
    public static (T First, T Second) Run<T>(Func<CancellationToken, T> first, Func<CancellationToken, T> second, CancellationToken cancellation)
    {
        int threads = torch.get_num_threads();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        torch.set_num_threads(1);
        try
        {
            var tasks = new[] { first, second }.Select(work => Task.Factory.StartNew(() => Guarded(work, stop), TaskCreationOptions.LongRunning)).ToArray();
            Task.WhenAll(tasks).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
            // The one that failed first is the cause; the other was only cancelled.
            if (tasks.FirstOrDefault(t => t.IsFaulted && t.Exception!.InnerException is not OperationCanceledException) is { } failed)
                failed.GetAwaiter().GetResult();
            return (tasks[0].GetAwaiter().GetResult(), tasks[1].GetAwaiter().GetResult());
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    private static T Guarded<T>(Func<CancellationToken, T> work, CancellationTokenSource stop)
    {
        // The number of threads is kept for each thread that asks for products.
        torch.set_num_threads(1);
        try
        {
            return work(stop.Token);
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }
}
