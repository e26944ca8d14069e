using System.IO.Compression;
using System.Text;

namespace Optiglot.Metrics;

/// <summary>
/// Reads lines of strict UTF-8 from a file, gzip or not by its content, or from standard input. Only a line feed ends a line
/// (a carriage return before it is dropped), as in the tools whose line counts must agree.
/// </summary>
internal sealed class LineReader : IDisposable
{
    private const int LongestLine = 64 << 20;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly Stream stream;
    private byte[] buffer = new byte[1 << 17];
    private int start, end;
    private bool ended;

    public LineReader(string file, Stream? standardInput)
    {
        Name = file == "-" ? "standard input" : file;
        stream = Decompress(file == "-" ? standardInput ?? Console.OpenStandardInput() : Open(file));
    }

    /// <summary>What messages call this source.</summary>
    public string Name { get; }

    /// <summary>Lines read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The next line, or null at the end.</summary>
    /// <exception cref="InvalidDataException">The line is not UTF-8 or too long, or the gzip data is damaged.</exception>
    public string? Read()
    {
        int searched = 0;
        while (true)
        {
            int length = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (length >= 0) return Take(searched + length, 1);
            searched = end - start;
            if (ended) return searched > 0 ? Take(searched, 0) : null;
            Fill();
        }
    }

    public void Dispose() => stream.Dispose();

    private string Take(int length, int feed)
    {
        var line = buffer.AsSpan(start, length);
        start += length + feed;
        if (Count++ == 0 && line.StartsWith(Encoding.UTF8.Preamble)) line = line[3..];
        if (line is [.., (byte)'\r']) line = line[..^1];
        try
        {
            return Strict.GetString(line);
        }
        catch (DecoderFallbackException e)
        {
            string bytes = string.Join(' ', (e.BytesUnknown ?? []).Select(b => $"0x{b:X2}"));
            throw new InvalidDataException($"{Name}, line {Count}: not UTF-8 ({bytes} at byte {e.Index + 1} of the line); convert the file to UTF-8 first");
        }
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
        {
            if (buffer.Length >= LongestLine)
                throw new InvalidDataException($"{Name}, line {Count + 1}: longer than {LongestLine >> 20} MiB; is this a text with one segment a line?");
            Array.Resize(ref buffer, 2 * buffer.Length);
        }
        try
        {
            int read = stream.Read(buffer, end, buffer.Length - end);
            ended = read == 0;
            end += read;
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{Name}, after line {Count}: damaged gzip data ({e.Message.TrimEnd('.')}); fetch or make the file again", e);
        }
    }

    private static FileStream Open(string file)
    {
        if (Directory.Exists(file)) throw new FileNotFoundException($"{file} is a folder; name a file with one segment a line", file);
        if (!File.Exists(file)) throw new FileNotFoundException($"{file} does not exist; name a file with one segment a line, or - for standard input", file);
        return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
    }

    // The first two bytes tell gzip; standard input cannot go back, so they are put in front again.
    private static Stream Decompress(Stream source)
    {
        var head = new byte[2];
        int read = source.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        var whole = new PrefixedStream(head.AsMemory(0, read), source);
        return read == 2 && head[0] == 0x1f && head[1] == 0x8b ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }
}
