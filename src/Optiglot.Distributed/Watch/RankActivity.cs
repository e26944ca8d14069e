using System.Diagnostics;

namespace Optiglot.Distributed.Watch;

/// <summary>What a rank is at, and since when; read by the thread that tells it to the others.</summary>
internal sealed class RankActivity
{
    private readonly Lock gate = new();
    private (RankState State, string What, long Since) now = (RankState.Working, "start", Stopwatch.GetTimestamp());

    /// <summary>State, what it does, and for how long.</summary>
    internal (RankState State, string What, TimeSpan For) Now
    {
        get
        {
            lock (gate) return (now.State, now.What, Stopwatch.GetElapsedTime(now.Since));
        }
    }

    /// <summary>Is at something else until the result is disposed; then computes again, or goes on with what it was busy with.</summary>
    internal IDisposable Enter(RankState state, string what)
    {
        lock (gate)
        {
            Leaving leaving = new(this, now);
            now = (state, what, Stopwatch.GetTimestamp());
            return leaving;
        }
    }

    private sealed class Leaving(RankActivity activity, (RankState State, string What, long Since) before) : IDisposable
    {
        public void Dispose()
        {
            lock (activity.gate) activity.now = (before.State, before.What, Stopwatch.GetTimestamp());
        }
    }
}
