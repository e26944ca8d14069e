using System.Runtime.InteropServices;

namespace Optiglot;

/// <summary>Tells devices, pipes and sockets from regular files: what is renamed over one of them is lost to everybody who uses it.</summary>
public static partial class SpecialFile
{
    // linux/stat.h: "relative to the working folder", "the kind is enough", the bytes of a struct statx, and where stx_mode is in it.
    private const int WorkingFolder = -100, TypeOnly = 1, StatusBytes = 256, ModeOffset = 28;

    // sys/stat.h: which bits are the kind, and the kinds of what is kept on a disk.
    private const int KindMask = 0xF000, Regular = 0x8000, Directory = 0x4000;

    /// <summary>
    /// Whether a path leads (links are followed) to something that is neither a regular file nor a folder. False where there is nothing, and where the system
    /// cannot be asked.
    /// </summary>
    public static unsafe bool Is(string path)
    {
        if (!OperatingSystem.IsLinux()) return false;
        byte* status = stackalloc byte[StatusBytes];
        try
        {
            if (Status(WorkingFolder, path, 0, TypeOnly, status) != 0) return false;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // A C library older than glibc 2.28 or musl 1.2.
        }

        return (*(ushort*)(status + ModeOffset) & KindMask) is not (Regular or Directory);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Status(int folder, string path, int flags, uint mask, byte* status);
}
