namespace Optiglot.Training;

/// <summary>What goes through the network at once.</summary>
/// <param name="Batch">A batch, or a part of one; null: this rank has none of it.</param>
/// <param name="IsLast">Whether no part of the same batch follows.</param>
internal sealed record BatchPart<TBatch>(TBatch? Batch, bool IsLast) : IDisposable where TBatch : class, IDisposable
{
    public void Dispose() => Batch?.Dispose();
}
