using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Optiglot.Training;

/// <summary>
/// Gives pages of the C heap back that nothing uses. Tensors of ever other sizes leave holes that the next ones do not quite fit: without this the heap of a training run grows to several times what is in use.
/// Doing it at every step would fault all pages in again (docs/decisions.md, "The C allocator"), so it waits until the process has grown by half a GiB, and some seconds.
/// </summary>
internal sealed class HeapTrim
{
    private const long Slack = 512L << 20;

    // A trim and the faults after it cost some tenths of a second.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Stopwatch since = Stopwatch.StartNew();
    private bool isOff = !OperatingSystem.IsLinux();
    private long smallest;

    /// <summary>To be called between steps, when what they made is freed.</summary>
    internal void Look()
    {
        if (isOff || since.Elapsed < Pause || Environment.WorkingSet < smallest + Slack) return;
        since.Restart();
        try
        {
            _ = NativeTrim(0);
            smallest = Environment.WorkingSet;
        }
        catch (Exception absent) when (absent is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library than GNU's.
            isOff = true;
        }
    }

    [DllImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static extern int NativeTrim(nuint pad);
}
