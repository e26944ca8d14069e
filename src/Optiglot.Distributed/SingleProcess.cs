namespace Optiglot.Distributed;

/// <summary>One process alone: everything is at hand.</summary>
public sealed class SingleProcess : ICommunicator
{
    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public int Count => 1;

    /// <inheritdoc/>
    public int LocalRank => 0;

    /// <inheritdoc/>
    public int LocalCount => 1;

    /// <inheritdoc/>
    public int Cores => Environment.ProcessorCount;

    /// <inheritdoc/>
    public void Broadcast(Span<byte> bytes, int root = 0) => ArgumentOutOfRangeException.ThrowIfNotEqual(root, 0);

    /// <inheritdoc/>
    public void Gather(ReadOnlySpan<byte> own, Span<byte> all) => own.CopyTo(all);

    /// <inheritdoc/>
    public void Exchange(ReadOnlySpan<byte> blocks, Span<byte> received) => blocks.CopyTo(received);

    /// <inheritdoc/>
    public IDisposable Busy(string what) => this;

    /// <inheritdoc/>
    public void Fail(string reason)
    {
    }

    /// <summary>Does nothing, since nothing is held.</summary>
    public void Dispose()
    {
    }
}
