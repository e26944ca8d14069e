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
    /// <param name="sources">What was translated, for learned metrics that read it; with it, references may be left out.</param>
    /// <exception cref="ArgumentException">Neither reference nor source, or standard input named twice.</exception>
    /// <exception cref="FileNotFoundException">A file does not exist.</exception>
    /// <exception cref="InvalidDataException">Line counts differ, there are no lines, one is not UTF-8, or gzip data is damaged.</exception>
    public static IEnumerable<Segment> Read(string hypotheses, IReadOnlyList<string> references, Stream? standardInput = null, string? sources = null)
    {
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0 && sources == null) throw new ArgumentException("give at least one reference file", nameof(references));
        string[] files = sources == null ? [hypotheses, .. references] : [hypotheses, .. references, sources];
        if (files.Count(file => file == "-") > 1) throw new ArgumentException("standard input (-) can be only one of the files", nameof(references));
        return Stream(files, references.Count, standardInput);
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

    // The files in order: hypotheses, references, sources.
    private static IEnumerable<Segment> Stream(string[] files, int references, Stream? standardInput)
    {
        var readers = new List<LineReader>();
        try
        {
            foreach (string file in files) readers.Add(new LineReader(file, standardInput));
            var lines = new string?[files.Length];
            while (true)
            {
                for (int f = 0; f < lines.Length; f++) lines[f] = readers[f].Read();
                int ended = lines.Count(line => line == null);
                if (ended == lines.Length && readers[0].Count == 0)
                    throw new InvalidDataException($"{readers[0].Name} has no lines, and neither have the references: there is nothing to score");
                if (ended == lines.Length) yield break;
                if (ended > 0) throw Mismatch(readers);
                yield return new Segment(lines[0]!, lines[1..(1 + references)]!, lines.Length > 1 + references ? lines[^1] : null);
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
        return new InvalidDataException($"line counts differ: {counts}; all files need one line per segment");
    }
}
