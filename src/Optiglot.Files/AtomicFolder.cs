namespace Optiglot;

/// <summary>
/// Puts a folder in its place whole or not at all: filled beside, then renamed. A failure or a kill leaves what was there before, or what is new. The folders
/// beside have names that nobody gives to his own: <c>NAME.old</c> may be a user's.
/// </summary>
public static class AtomicFolder
{
    internal const string Fresh = ".optiglot-new", Old = ".optiglot-old";

    /// <summary>Lets <paramref name="fill"/> make the new folder's files and puts the folder at <paramref name="path"/>.</summary>
    /// <param name="path">Where the folder shall be.</param>
    /// <param name="fill">Gets the path of an empty folder.</param>
    /// <exception cref="IOException">The disk is full or the place cannot be written: the message says where.</exception>
    public static void Write(string path, Action<string> fill) => Write(path, fill, FolderExchange.Try);

    /// <summary>
    /// Where a reader finds the folder: at its place or, where a save is cut short between its two renames, what was there before, beside it. Nothing is
    /// renamed.
    /// </summary>
    /// <param name="path">Where the folder should be; returned as it is where there is nothing beside it either.</param>
    public static string Readable(string path) => !Path.Exists(path) && Directory.Exists(Full(path) + Old) ? Full(path) + Old : path;

    /// <summary>
    /// Puts back what a kill between the two renames of a save left beside its place; there are two only where the system cannot exchange folders. For those
    /// who are about to write there: another's save may be between its renames.
    /// </summary>
    /// <param name="path">Where the folder should be.</param>
    /// <exception cref="IOException">It is there to be put back and cannot be renamed.</exception>
    public static void Recover(string path)
    {
        string full = Full(path), old = full + Old;
        if (Path.Exists(full) || !Directory.Exists(old)) return;
        try
        {
            Directory.Move(old, full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{path}: saving it was cut short, and what was there before cannot be put back ({error.Message.TrimEnd('.')}): rename {old} to {full}", error);
        }
    }

    /// <summary>As the other, with a way to exchange two folders in one step; false where there is none.</summary>
    internal static void Write(string path, Action<string> fill, Func<string, string, bool> exchange)
    {
        string full = Full(path);
        var (fresh, old) = (full + Fresh, full + Old);
        Recover(full);
        try
        {
            Remove(fresh);
            Directory.CreateDirectory(fresh);
            fill(fresh);
            foreach (string file in Directory.EnumerateFiles(fresh)) Flush(file);
            if (!Directory.Exists(full)) Directory.Move(fresh, full);
            else if (!exchange(full, fresh)) Swap(full, fresh, old);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" })
        {
            // The last is what .NET makes of EFBIG: a file larger than the file system or the user's limit allows.
            Exception cause = error.GetBaseException();
            string why = cause is ArgumentOutOfRangeException ? "a file would be larger than the disk or the user's limit allows" : cause.Message.TrimEnd('.');
            throw new IOException($"{path}: could not be saved ({why}): make room or choose another place; what was there before is untouched", error);
        }
        finally
        {
            TryRemove(fresh);
        }
    }

    private static void Swap(string full, string fresh, string old)
    {
        Remove(old);
        Directory.Move(full, old);
        try
        {
            Directory.Move(fresh, full);
        }
        catch
        {
            Directory.Move(old, full);
            throw;
        }

        TryRemove(old);
    }

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static void TryRemove(string folder)
    {
        try
        {
            Remove(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A left-over folder is removed by the next save; the error that brought us here matters more.
        }
    }
}
