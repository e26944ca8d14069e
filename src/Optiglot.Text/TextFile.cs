using System.Text;

namespace Optiglot.Text;

/// <summary>Writes a text file whole or not at all.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes beside the file, flushes to the disk, and renames: a failure leaves what was there before.</summary>
    /// <exception cref="IOException">The disk is full, or the place cannot be written: the message says where.</exception>
    public static void Write(string file, Action<StreamWriter> write)
    {
        string full = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string beside = full + ".part";
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
            using (var writer = new StreamWriter(stream, Utf8) { NewLine = "\n" })
            {
                write(writer);
                writer.Flush();
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, full, overwrite: true);
        }
        catch (Exception cause)
        {
            File.Delete(beside);
            // The second is what .NET makes of EFBIG: larger than the file system or the user's limit allows.
            if (cause is not (IOException or ArgumentOutOfRangeException { ParamName: "value" })) throw;
            string why = cause is IOException ? cause.Message.TrimEnd('.') : "larger than the disk or the user's limit allows";
            throw new IOException($"{file}: could not be written ({why}): make room or choose another folder; the file of before is untouched", cause);
        }
    }
}
