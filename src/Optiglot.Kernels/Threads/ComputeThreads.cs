using System.Runtime.ExceptionServices;

namespace Optiglot.Kernels;

/// <summary>
/// Loops over all cores on the threads that libtorch's own operations run on (OpenMP's). With threads of .NET's pool our kernels and libtorch's products
/// would take the cores from each other at every step: OpenMP's wait actively for a while after each operation. In a process without libtorch, or where
/// the library of these threads is another one, .NET's pool serves.
/// </summary>
public static class ComputeThreads
{
    // Claims a thread makes on average: few cost little, many even out what differs.
    private const int ClaimsAThread = 32;

    /// <summary>Calls <paramref name="body"/> for 0 to before <paramref name="count"/>, in any order, and returns when all is done.</summary>
    /// <exception cref="Exception">The first that <paramref name="body"/> threw.</exception>
    public static void For(int count, Action<int> body) => For<object?>(count, () => null, (i, _) => body(i), _ => { });

    /// <summary>The same with something that each thread makes for itself.</summary>
    /// <param name="count">Number of calls.</param>
    /// <param name="make">Makes it, on the thread.</param>
    /// <param name="body">Told a number and the thread's own.</param>
    /// <param name="free">Told each that was made, at the end.</param>
    /// <exception cref="Exception">The first that any of these threw.</exception>
    public static void For<T>(int count, Func<T> make, Action<int, T> body, Action<T> free)
    {
        int next = 0, claim = Math.Max(1, count / (ClaimsAThread * Environment.ProcessorCount));
        Exception? fault = null;

        void Work()
        {
            if (Volatile.Read(ref next) >= count) return;
            try
            {
                T own = make();
                try
                {
                    for (int first; (first = Interlocked.Add(ref next, claim) - claim) < count;)
                    {
                        for (int i = first; i < Math.Min(count, first + claim); i++) body(i, own);
                    }
                }
                finally
                {
                    free(own);
                }
            }
            catch (Exception caught)
            {
                // No exception may pass through OpenMP's frames.
                Interlocked.CompareExchange(ref fault, caught, null);
                Volatile.Write(ref next, count);
            }
        }

        if (count <= 1) Work();
        else if (!OpenMp.Run(Work)) Parallel.For(0, Environment.ProcessorCount, _ => Work());
        if (fault is not null) ExceptionDispatchInfo.Throw(fault);
    }
}
