namespace Optiglot.Server;

/// <summary>A value that is replaced while others use it: each keeps the one it took, and the old one is disposed when its last user is done.</summary>
internal sealed class Replaceable<T> : IDisposable where T : class, IDisposable
{
    private readonly Lock _replacing = new();
    private Counted? _current;

    /// <summary>Begins with a value, which it owns.</summary>
    public Replaceable(T value) => _current = new Counted(value);

    /// <summary>Takes the newest value.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public Lease<T> Take()
    {
        lock (_replacing)
        {
            ObjectDisposedException.ThrowIf(_current is null, this);
            return _current.Take();
        }
    }

    /// <summary>Puts another in its place, which it owns from then on.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed; the value is the caller's still.</exception>
    public void Replace(T value)
    {
        Counted old;
        lock (_replacing)
        {
            ObjectDisposedException.ThrowIf(_current is null, this);
            (old, _current) = (_current, new Counted(value));
        }

        old.Release();
    }

    /// <summary>Gives nothing out any more; the value is disposed with its last user.</summary>
    public void Dispose()
    {
        Counted? old;
        lock (_replacing) (old, _current) = (_current, null);
        old?.Release();
    }

    private sealed class Counted(T value)
    {
        // The first user is whoever holds it as the newest.
        private int _users = 1;

        public Lease<T> Take()
        {
            Interlocked.Increment(ref _users);
            return new Lease<T>(value, Release);
        }

        public void Release()
        {
            if (Interlocked.Decrement(ref _users) == 0) value.Dispose();
        }
    }
}
