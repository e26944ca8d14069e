using System.Runtime.InteropServices;

namespace Optiglot.Training;

/// <summary>
/// Gives pages of the C heap back that nothing uses. Tensors of ever other sizes leave holes that the next ones do not quite fit: without this the heap of a training run grows to several times what is in use.
/// Doing it at every step would fault all pages in again (docs/decisions.md, "The C allocator"), so it waits until the process has grown by 256 MiB.
/// </summary>
internal sealed class HeapTrim
{
    private const long Slack = 256L << 20;

    private bool isOff = !OperatingSystem.IsLinux();
    private long smallest;

    /// <summary>To be called between steps, when what they made is freed.</summary>
    internal void Look()
    {
        if (isOff || Environment.WorkingSet < smallest + Slack) return;
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
