using System.Runtime.InteropServices;

namespace Optiglot;

/// <summary>Exchanges two folders in one step, so that there is no moment without one at either place.</summary>
internal static partial class FolderExchange
{
    // Linux, renameat2(2): AT_FDCWD and RENAME_EXCHANGE.
    private const int WorkingFolder = -100;
    private const uint Exchange = 2;

    /// <summary>Exchanges them; false where the system or the file system cannot.</summary>
    public static bool Try(string one, string other)
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            return Rename(WorkingFolder, one, WorkingFolder, other, Exchange) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // a C library of before 2018
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(int oneFolder, string one, int otherFolder, string other, uint flags);
}
