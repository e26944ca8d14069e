namespace Optiglot.Metrics;

/// <summary>
/// Reads test sets: one segment a line, UTF-8, plain or gzip (told by content). <c>-</c> is standard input, which may be named once.
/// </summary>
public static class SegmentReader
{
    /// <summary>Streams hypotheses with their references, with memory for one line of each file.</summary>
    /// <param name="hypotheses">The system's output.</param>
    /// <param name="references">One file or several, line by line with the hypotheses.</param>
    /// <param name="standardInput">What <c>-</c> reads; without, the process's own.</param>
    /// <exception cref="ArgumentException">No reference, or standard input named twice.</exception>
    /// <exception cref="FileNotFoundException">A file does not exist.</exception>
    /// <exception cref="InvalidDataException">Line counts differ, a line is not UTF-8, or gzip data is damaged.</exception>
    public static IEnumerable<Segment> Read(string hypotheses, IReadOnlyList<string> references, Stream? standardInput = null)
    {
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0) throw new ArgumentException("give at least one reference file", nameof(references));
        if (references.Append(hypotheses).Count(file => file == "-") > 1) throw new ArgumentException("standard input (-) can be only one of the files", nameof(references));
        return Stream(hypotheses, references, standardInput);
    }

    /// <summary>All lines of one file.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">A line is not UTF-8, or gzip data is damaged.</exception>
    public static string[] ReadLines(string file, Stream? standardInput = null)
    {
        using var reader = new LineReader(file, standardInput);
        var lines = new List<string>();
        while (reader.Read() is { } line) lines.Add(line);
        return [.. lines];
    }

    private static IEnumerable<Segment> Stream(string hypotheses, IReadOnlyList<string> references, Stream? standardInput)
    {
        var readers = new List<LineReader>();
        try
        {
            foreach (string file in references.Prepend(hypotheses)) readers.Add(new LineReader(file, standardInput));
            while (true)
            {
                string? hypothesis = readers[0].Read();
                var lines = new string[references.Count];
                int ended = hypothesis == null ? 1 : 0;
                for (int r = 0; r < lines.Length; r++)
                {
                    string? line = readers[r + 1].Read();
                    if (line == null) ended++;
                    else lines[r] = line;
                }
                if (ended == readers.Count) yield break;
                if (ended > 0) throw Mismatch(readers);
                yield return new Segment(hypothesis!, lines);
            }
        }
        finally
        {
            foreach (var reader in readers) reader.Dispose();
        }
    }

    private static InvalidDataException Mismatch(List<LineReader> readers)
    {
        foreach (var reader in readers)
            while (reader.Read() != null)
            {
            }
        string counts = string.Join(", ", readers.Select(reader => $"{reader.Name} has {reader.Count}"));
        return new InvalidDataException($"line counts differ: {counts}; hypotheses and references need one line per segment");
    }
}
