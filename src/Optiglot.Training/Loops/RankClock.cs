using System.Diagnostics;
using System.Runtime.InteropServices;
using Optiglot.Distributed;

namespace Optiglot.Training;

/// <summary>What ranks must agree on beside numbers: how late it is, which is rank 0's clock, and whether any of them was told to stop.</summary>
/// <param name="ranks">The ranks.</param>
internal sealed class RankClock(ICommunicator ranks)
{
    private readonly Stopwatch watch = new();
    private double before, agreed;

    /// <summary>Seconds spent, those of earlier sessions included; of several ranks, as of the last <see cref="Tick"/>.</summary>
    internal double Seconds => ranks.Count == 1 ? Now : agreed;

    private double Now => before + watch.Elapsed.TotalSeconds;

    /// <summary>Starts at so many seconds.</summary>
    internal void Start(double seconds)
    {
        (before, agreed) = (seconds, seconds);
        watch.Restart();
    }

    /// <summary>Agrees on the time; all ranks must call.</summary>
    /// <returns>Whether a rank was told to stop.</returns>
    internal bool Tick(CancellationToken cancellation)
    {
        if (ranks.Count == 1) return cancellation.IsCancellationRequested;
        Sign[] all = ranks.Gather(new Sign(Now, cancellation.IsCancellationRequested ? 1 : 0));
        agreed = all[0].Seconds;
        return all.Any(sign => sign.Stops != 0);
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Sign(double Seconds, long Stops);
}
