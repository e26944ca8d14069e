namespace Optiglot.Server;

/// <summary>A value that is in use until disposed.</summary>
/// <param name="value">The value.</param>
/// <param name="release">Called once.</param>
internal sealed class Lease<T>(T value, Action release) : IDisposable
{
    private Action? _release = release;

    /// <summary>The value.</summary>
    public T Value => value;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
