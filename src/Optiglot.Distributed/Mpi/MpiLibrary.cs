using System.Runtime.InteropServices;

namespace Optiglot.Distributed.Mpi;

/// <summary>
/// The C functions of an MPI library, found at run time. Bytes are all that is sent, and what is added is added by us, so few functions are needed: Open MPI's
/// binary interface, whose handles are addresses of symbols, or the standard one (MPI 5.0, chapter 20), whose handles are fixed numbers.
/// </summary>
internal sealed unsafe class MpiLibrary
{
    private const int Serialized = 2, StandardCommWorld = 0x101, StandardByte = 0x247;

    // Open MPI 4 and 5, then the standard interface. MPICH's own has other handles; since 4.3 it brings the standard one too.
    private static readonly string[] Names = ["libmpi.so.40", "libmpi_abi.so.0", "libmpi_abi.so"];

    private readonly delegate* unmanaged[Cdecl]<int*, byte***, int, int*, int> initThread;
    private readonly delegate* unmanaged[Cdecl]<int*, int> initialized;
    private readonly delegate* unmanaged[Cdecl]<int> finalize;
    private readonly delegate* unmanaged[Cdecl]<nint, int, int> abort;
    private readonly delegate* unmanaged[Cdecl]<nint, int*, int> size;
    private readonly delegate* unmanaged[Cdecl]<nint, int*, int> rank;
    private readonly delegate* unmanaged[Cdecl]<void*, int, nint, int, nint, nint*, int> broadcast;
    private readonly delegate* unmanaged[Cdecl]<void*, int, nint, void*, int, nint, nint, nint*, int> gather;
    private readonly delegate* unmanaged[Cdecl]<void*, int, nint, void*, int, nint, nint, nint*, int> exchange;
    private readonly delegate* unmanaged[Cdecl]<nint*, int*, void*, int> test;
    private readonly nint world, bytes;

    private MpiLibrary(nint library, string name)
    {
        initThread = (delegate* unmanaged[Cdecl]<int*, byte***, int, int*, int>)NativeLibrary.GetExport(library, "MPI_Init_thread");
        initialized = (delegate* unmanaged[Cdecl]<int*, int>)NativeLibrary.GetExport(library, "MPI_Initialized");
        finalize = (delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "MPI_Finalize");
        abort = (delegate* unmanaged[Cdecl]<nint, int, int>)NativeLibrary.GetExport(library, "MPI_Abort");
        size = (delegate* unmanaged[Cdecl]<nint, int*, int>)NativeLibrary.GetExport(library, "MPI_Comm_size");
        rank = (delegate* unmanaged[Cdecl]<nint, int*, int>)NativeLibrary.GetExport(library, "MPI_Comm_rank");
        broadcast = (delegate* unmanaged[Cdecl]<void*, int, nint, int, nint, nint*, int>)NativeLibrary.GetExport(library, "MPI_Ibcast");
        gather = (delegate* unmanaged[Cdecl]<void*, int, nint, void*, int, nint, nint, nint*, int>)NativeLibrary.GetExport(library, "MPI_Iallgather");
        exchange = (delegate* unmanaged[Cdecl]<void*, int, nint, void*, int, nint, nint, nint*, int>)NativeLibrary.GetExport(library, "MPI_Ialltoall");
        test = (delegate* unmanaged[Cdecl]<nint*, int*, void*, int>)NativeLibrary.GetExport(library, "MPI_Test");
        bool isOpenMpi = NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out world);
        if (isOpenMpi) bytes = NativeLibrary.GetExport(library, "ompi_mpi_byte");
        else (world, bytes) = (StandardCommWorld, StandardByte);
        Name = isOpenMpi ? $"Open MPI ({name})" : $"MPI by its standard interface ({name})";
    }

    /// <summary>Which library it is.</summary>
    internal string Name { get; }

    /// <summary>Loads the first that is there.</summary>
    /// <exception cref="DllNotFoundException">None is; the message says what to install.</exception>
    internal static MpiLibrary Load()
    {
        foreach (string name in Names)
        {
            if (!NativeLibrary.TryLoad(name, out nint library)) continue;
            // Plug-ins of Open MPI look for its symbols among those of the whole process.
            _ = NativeMethods.OpenGlobally(name);
            return new MpiLibrary(library, name);
        }

        throw new DllNotFoundException(
            $"this process was started by an MPI launcher, but there is no MPI library ({string.Join(", ", Names)}); install one on every machine, on "
                + $"Debian and Ubuntu with `apt-get install openmpi-bin libopenmpi-dev`");
    }

    /// <summary>Starts it.</summary>
    internal void Initialize()
    {
        int flag = 0, provided = 0;
        Check(initialized(&flag), "MPI_Initialized");
        if (flag == 0) Check(initThread(null, null, Serialized, &provided), "MPI_Init_thread");
    }

    /// <summary>Ends it; all ranks must.</summary>
    internal void End() => Check(finalize(), "MPI_Finalize");

    /// <summary>Ends all ranks at once.</summary>
    internal void Abort(int code) => abort(world, code);

    /// <summary>This rank and how many there are.</summary>
    internal (int Rank, int Count) Place()
    {
        int own = 0, count = 0;
        Check(rank(world, &own), "MPI_Comm_rank");
        Check(size(world, &count), "MPI_Comm_size");
        return (own, count);
    }

    /// <summary>Begins to give all what one has.</summary>
    internal nint BeginBroadcast(byte* values, int length, int root)
    {
        nint request = 0;
        Check(broadcast(values, length, bytes, root, world, &request), "MPI_Ibcast");
        return request;
    }

    /// <summary>Begins to give all what each has.</summary>
    internal nint BeginGather(byte* own, byte* all, int length)
    {
        nint request = 0;
        Check(gather(own, length, bytes, all, length, bytes, world, &request), "MPI_Iallgather");
        return request;
    }

    /// <summary>Begins to exchange blocks.</summary>
    internal nint BeginExchange(byte* blocks, byte* received, int length)
    {
        nint request = 0;
        Check(exchange(blocks, length, bytes, received, length, bytes, world, &request), "MPI_Ialltoall");
        return request;
    }

    /// <summary>Whether a request is done; it is freed then.</summary>
    internal bool IsDone(ref nint request)
    {
        int flag = 0;
        // MPI_STATUS_IGNORE is a null pointer in both interfaces.
        fixed (nint* at = &request) Check(test(at, &flag, null), "MPI_Test");
        return flag != 0;
    }

    private static void Check(int code, string function)
    {
        if (code != 0) throw new IOException($"{function}: MPI error {code}");
    }
}
