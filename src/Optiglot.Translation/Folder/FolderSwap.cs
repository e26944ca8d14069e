namespace Optiglot.Translation;

/// <summary>Puts a folder in its place whole or not at all: filled beside, then renamed. A failure leaves what was there before.</summary>
internal static class FolderSwap
{
    /// <summary>Lets <paramref name="fill"/> make the new folder's files and puts the folder at <paramref name="path"/>.</summary>
    /// <param name="path">Where the folder shall be.</param>
    /// <param name="fill">Gets the path of an empty folder.</param>
    /// <exception cref="IOException">The disk is full or the place cannot be written: the message says where.</exception>
    public static void Write(string path, Action<string> fill)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var (fresh, old) = (full + ".new", full + ".old");
        try
        {
            Remove(fresh);
            Directory.CreateDirectory(fresh);
            fill(fresh);
            foreach (string file in Directory.EnumerateFiles(fresh)) Flush(file);
            if (Directory.Exists(full)) Exchange(full, fresh, old);
            else Directory.Move(fresh, full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" })
        {
            // The last is what .NET makes of EFBIG: a file larger than the file system or the user's limit allows.
            Exception cause = error.GetBaseException();
            string why = cause is ArgumentOutOfRangeException ? "a file would be larger than the disk or the user's limit allows" : cause.Message.TrimEnd('.');
            throw new IOException($"{path}: the model could not be saved ({why}): make room or choose another place; what was there before is untouched", error);
        }
        finally
        {
            TryRemove(fresh);
        }
    }

    private static void Exchange(string full, string fresh, string old)
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
