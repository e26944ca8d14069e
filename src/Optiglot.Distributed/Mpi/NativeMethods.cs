using System.Runtime.InteropServices;

namespace Optiglot.Distributed.Mpi;

/// <summary>What .NET does not offer of the loader.</summary>
internal static partial class NativeMethods
{
    private const int Lazy = 1, Global = 0x100;

    /// <summary>Makes a library's symbols visible to libraries that are loaded later.</summary>
    internal static nint OpenGlobally(string name) => Open(name, Lazy | Global);

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string name, int flags);
}
