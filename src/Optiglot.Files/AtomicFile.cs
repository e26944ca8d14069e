using System.Text;

namespace Optiglot;

/// <summary>Writes files whole or not at all: beside, flushed to the disk, renamed. A full disk or a kill leaves what was there before.</summary>
public static class AtomicFile
{
    // errno of Linux, as .NET passes it on where another process has the file open for itself: EAGAIN.
    private const int InUse = 11;

    /// <summary>Lets <paramref name="write"/> fill a file beside <paramref name="path"/> and puts it in its place. Folders are made as needed.</summary>
    /// <exception cref="IOException">The disk is full, or the place cannot be written: the message says where.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        string full = Path.GetFullPath(path);
        string beside = full + ".part";
        bool isOurs = false;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (FileStream stream = new(beside, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                isOurs = true;
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, full, overwrite: true);
        }
        catch (Exception cause)
        {
            if (isOurs) TryDelete(beside);
            if (IsTooLarge(cause) || (cause is IOException and not (FileNotFoundException or DirectoryNotFoundException) && IsRaw(cause.Message, path, beside)))
            {
                string why = IsTooLarge(cause) ? "larger than the disk or the user's limit allows" : cause.Message.TrimEnd('.');
                string mend = cause.HResult == InUse ? "Another process is writing it: wait for its end, or stop it" : "Make room or choose another folder";
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
