using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Optiglot.Modeling;

/// <summary>The OpenMP library that libtorch is linked with, GNU's: a parallel region begins with one call of <c>GOMP_parallel</c> (GCC's libgomp manual, "Implementing PARALLEL construct").</summary>
internal static unsafe class OpenMp
{
    private static readonly Lazy<nint> parallel = new(Find);

    /// <summary>Runs <paramref name="work"/> once on each of OpenMP's threads, this one among them; false where there is no such library.</summary>
    /// <param name="work">Throws nothing.</param>
    internal static bool Run(Action work)
    {
        if (parallel.Value == 0) return false;
        GCHandle handle = GCHandle.Alloc(work);
        try
        {
            // 0 threads: as many as libtorch has. Asking for fewer would end the others.
            ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, void>, nint, uint, uint, void>)parallel.Value)(&Enter, GCHandle.ToIntPtr(handle), 0, 0);
        }
        finally
        {
            handle.Free();
        }

        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Enter(nint work) => ((Action)GCHandle.FromIntPtr(work).Target!)();

    // The copy that is loaded beside libtorch: another one would have threads of its own.
    private static nint Find()
    {
        // Loads libtorch where nothing did before.
        _ = TorchSharp.torch.get_num_threads();
        using Process own = Process.GetCurrentProcess();
        string[] modules = [.. own.Modules.Cast<ProcessModule>().Select(module => module.FileName)];
        string? folder = modules.Where(module => Path.GetFileName(module).StartsWith("libtorch_cpu.", StringComparison.Ordinal)).Select(Path.GetDirectoryName).FirstOrDefault();
        string? library = modules.FirstOrDefault(module => Path.GetFileName(module).StartsWith("libgomp", StringComparison.Ordinal) && Path.GetDirectoryName(module) == folder);
        return library is not null && NativeLibrary.TryLoad(library, out nint opened) && NativeLibrary.TryGetExport(opened, "GOMP_parallel", out nint found) ? found : 0;
    }
}
