namespace Optiglot;

/// <summary>Tells apart why the system refused a file.</summary>
internal static class FileErrors
{
    // What .NET passes on where another has the file open for itself: Windows' ERROR_SHARING_VIOLATION, and errno EAGAIN of Linux and of macOS.
    private const int SharingViolation = unchecked((int)0x80070020), LinuxAgain = 11, MacAgain = 35;

    /// <summary>Whether somebody has the file open for himself, rather than that it cannot be opened at all.</summary>
    internal static bool IsInUse(Exception error) => error is IOException && error.HResult ==
        (OperatingSystem.IsWindows() ? SharingViolation : OperatingSystem.IsMacOS() ? MacAgain : LinuxAgain);
}
