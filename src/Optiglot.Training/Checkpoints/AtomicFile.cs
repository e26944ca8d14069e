namespace Optiglot.Training;

/// <summary>Writes files whole or not at all: beside, flushed to the disk, renamed. A full disk or a kill leaves what was there before.</summary>
public static class AtomicFile
{
    /// <summary>Lets <paramref name="write"/> fill a file beside <paramref name="path"/> and puts it in its place. Folders are made as needed.</summary>
    /// <exception cref="IOException">The disk is full, or the place cannot be written: the message says where.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        string full = Path.GetFullPath(path);
        string beside = full + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (FileStream stream = new(beside, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, full, overwrite: true);
        }
        catch (Exception cause)
        {
            TryDelete(beside);
            if (IsTooLarge(cause) || (cause is IOException and not (FileNotFoundException or DirectoryNotFoundException) && IsRaw(cause.Message, path, beside)))
            {
                string why = cause is IOException ? cause.Message.TrimEnd('.') : "larger than the disk or the user's limit allows";
                throw new IOException($"{path}: could not be written ({why}). Make room or choose another folder; the file of before is untouched.", cause);
            }
            throw;
        }
    }

    /// <summary>Writes a text file in UTF-8.</summary>
    /// <exception cref="IOException">As <see cref="Write"/>.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

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
