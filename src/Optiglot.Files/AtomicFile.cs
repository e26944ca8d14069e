using System.Text;

namespace Optiglot;

/// <summary>
/// Writes files whole or not at all: beside, flushed to the disk, renamed. A full disk or a kill leaves what was there before. A link stays a link, what it
/// leads to is written; devices and pipes are written through, and so is what a process has open (<c>/dev/stdout</c>): nothing takes their place.
/// </summary>
public static class AtomicFile
{
    // As Linux: whoever follows more links than these is going round in a circle.
    private const int MaximumLinks = 40;

    /// <summary>Lets <paramref name="write"/> fill a file beside <paramref name="path"/> and puts it in its place. Folders are made as needed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Fills it.</param>
    /// <param name="kept">Bytes of the file beside (<see cref="Beside"/>) that an earlier call left and that stay; <paramref name="write"/> goes on after
    /// them.</param>
    /// <param name="keep">Whether, after a failure, the file beside stays for a later call; null: it never does.</param>
    /// <exception cref="IOException">The disk is full, or the place cannot be written: the message says where.</exception>
    public static void Write(string path, Action<FileStream> write, long kept = 0, Func<bool>? keep = null)
    {
        if (WritesThrough(path))
        {
            using FileStream through = new(path, SpecialFile.Is(path) ? FileMode.Open : FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 1 << 16);
            write(through);
            return;
        }

        string full = Target(path);
        string beside = Beside(path);
        bool isOurs = false;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (FileStream stream = new(beside, kept > 0 ? FileMode.Open : FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                isOurs = true;
                if (kept > 0)
                {
                    stream.SetLength(kept);
                    stream.Position = kept;
                }

                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, full, overwrite: true);
        }
        catch (Exception cause)
        {
            if (isOurs && keep?.Invoke() != true) TryDelete(beside);
            if (IsTooLarge(cause) || (cause is IOException and not (FileNotFoundException or DirectoryNotFoundException) && IsRaw(cause.Message, path, beside)))
            {
                string why = IsTooLarge(cause) ? "larger than the disk or the user's limit allows" : cause.Message.TrimEnd('.');
                string mend = FileErrors.IsInUse(cause) ? "Another process is writing it: wait for its end, or stop it" : "Make room or choose another folder";
                throw new IOException($"{path}: could not be written ({why}). {mend}; the file of before is untouched.", cause);
            }
            throw;
        }
    }

    /// <summary>Writes a text file in UTF-8.</summary>
    /// <exception cref="IOException">As <see cref="Write"/>.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a text file in UTF-8 piece by piece; lines end in line feeds.</summary>
    /// <exception cref="IOException">As <see cref="Write"/>.</exception>
    public static void WriteText(string path, Action<StreamWriter> write) => Write(path, stream =>
    {
        using StreamWriter writer = new(stream, leaveOpen: true) { NewLine = "\n" };
        write(writer);
    });

    /// <summary>Where a file grows until it is whole.</summary>
    public static string Beside(string path) => Target(path) + ".part";

    /// <summary>Whether what is written to a path goes there at once, since nothing may take its place.</summary>
    public static bool WritesThrough(string path) => SpecialFile.Is(path) || IsOpenElsewhere(path);

    // The file that a path leads to through its links, itself where it is none.
    private static string Target(string path) => Path.GetFullPath(IsLink(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName : path);

    // Asked first: where there is nothing, looking for a link's target is an error.
    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    // Names of files that a process has open already: one that is renamed to their place is not what the process writes to.
    private static bool IsOpenElsewhere(string path)
    {
        string at = Path.GetFullPath(path);
        for (int links = 0; links <= MaximumLinks; links++)
        {
            if (at.StartsWith("/dev/fd/", StringComparison.Ordinal) || at.StartsWith("/proc/", StringComparison.Ordinal)) return true;
            if (!IsLink(at)) return false;
            at = File.ResolveLinkTarget(at, returnFinalTarget: false)!.FullName;
        }

        throw new IOException($"{path}: is a link that leads round in a circle; delete it, or name another file");
    }

    // What .NET makes of EFBIG: the file would be larger than the file system or the user's limit allows.
    private static bool IsTooLarge(Exception cause) => cause is ArgumentOutOfRangeException { ParamName: "value" };

    // Of the system, about our file or none; not a message that names its file and its mend already. What is missing is never what we write.
    private static bool IsRaw(string message, string path, string beside) =>
        message.Contains(beside, StringComparison.Ordinal) || !message.Contains(path, StringComparison.Ordinal);

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report; a left-over .part file is overwritten next time.
        }
    }
}
