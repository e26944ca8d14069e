using System.Runtime.InteropServices;

namespace Optiglot.Cli;

/// <summary>Ends the process at once, without the native libraries' own tidying: threads that still compute would use what that frees.</summary>
internal static partial class NativeExit
{
    /// <summary>Ends it with that code.</summary>
    public static void Now(int code)
    {
        if (!OperatingSystem.IsWindows()) Exit(code);
        Environment.Exit(code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
