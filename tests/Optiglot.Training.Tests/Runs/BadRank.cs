using System.Runtime.InteropServices;
using Optiglot.Distributed;

namespace Optiglot.Training.Tests;

/// <summary>A rank that comes to grief when it sends its gradient for the <paramref name="nth"/> time.</summary>
internal sealed class BadRank(ICommunicator inner, int nth, Action<float[]> grief) : ICommunicator
{
    private int sent;

    public int Rank => inner.Rank;

    public int Count => inner.Count;

    public int LocalRank => inner.LocalRank;

    public int LocalCount => inner.LocalCount;

    public int Cores => inner.Cores;

    public void Broadcast(Span<byte> bytes, int root = 0) => inner.Broadcast(bytes, root);

    public void Gather(ReadOnlySpan<byte> own, Span<byte> all) => inner.Gather(own, all);

    public void Exchange(ReadOnlySpan<byte> blocks, Span<byte> received)
    {
        float[] numbers = MemoryMarshal.Cast<byte, float>(blocks).ToArray();
        if (++sent == nth) grief(numbers);
        inner.Exchange(MemoryMarshal.AsBytes(numbers.AsSpan()), received);
    }

    public IDisposable Busy(string what) => inner.Busy(what);

    public void Fail(string reason) => inner.Fail(reason);

    public void Dispose() => inner.Dispose();
}
