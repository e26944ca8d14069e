using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Optiglot.Kernels;

/// <summary>
/// The OpenMP library that libtorch is linked with, GNU's: a parallel region begins with one call of <c>GOMP_parallel</c> (GCC's libgomp manual,
/// "Implementing PARALLEL construct"). Nothing here loads libtorch: where it is in the process already, its library is found.
/// </summary>
internal static unsafe partial class OpenMp
{
    private const string Libtorch = "libtorch_cpu.so", ParallelRegion = "GOMP_parallel";

    // dlopen's flags in the GNU C library: bind functions when first called; give only what is loaded already.
    private const int Lazy = 1, OnlyIfLoaded = 4;

    private static nint parallel;

    /// <summary>Runs <paramref name="work"/> once on each of OpenMP's threads, this one among them; false where there is no such library.</summary>
    /// <param name="work">Throws nothing.</param>
    internal static bool Run(Action work)
    {
        if (parallel == 0) parallel = Find();
        if (parallel == 0) return false;
        GCHandle handle = GCHandle.Alloc(work);
        try
        {
            // 0 threads: as many as libtorch has. Asking for fewer would end the others.
            ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, void>, nint, uint, uint, void>)parallel)(
                &Enter, GCHandle.ToIntPtr(handle), 0, 0);
        }
        finally
        {
            handle.Free();
        }

        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Enter(nint work) => ((Action)GCHandle.FromIntPtr(work).Target!)();

    // Looked up through libtorch: the copy that it is linked with, since another one would have threads of its own.
    private static nint Find()
    {
        if (!OperatingSystem.IsLinux()) return 0;
        try
        {
            nint libtorch = Open(Libtorch, Lazy | OnlyIfLoaded);
            return libtorch != 0 && NativeLibrary.TryGetExport(libtorch, ParallelRegion, out nint found) ? found : 0;
        }
        catch (Exception cause) when (cause is EntryPointNotFoundException or DllNotFoundException)
        {
            // A C library without dlopen in it (glibc before 2.34).
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string name, int flags);
}
