using System.Text;

namespace Optiglot.Cli;

/// <summary>Lines of what may never come, a keyboard or a pipe: an interrupt ends the wait.</summary>
internal static class PatientReader
{
    /// <summary>Lines of a reader.</summary>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static IEnumerable<string> Lines(TextReader reader, CancellationToken cancel)
    {
        while (Await(() => Line(reader), cancel) is { } line) yield return line;
    }

    /// <summary>Lines of a file, which may be a pipe that nobody writes to.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static IEnumerable<string> Lines(string file, CancellationToken cancel)
    {
        using StreamReader reader = Await(() => new StreamReader(file), cancel);
        foreach (string line in Lines(reader, cancel)) yield return line;
    }

    // Lines end at line feeds only, as everywhere else: a carriage return in a caption would shift all pictures after it. One before a line feed is dropped.
    private static string? Line(TextReader reader)
    {
        int letter = reader.Read();
        if (letter < 0) return null;
        StringBuilder line = new();
        for (; letter >= 0 && letter != '\n'; letter = reader.Read()) line.Append((char)letter);
        if (line.Length > 0 && line[^1] == '\r') line.Length--;
        return line.ToString();
    }

    private static T Await<T>(Func<T> read, CancellationToken cancel)
    {
        if (!cancel.CanBeCanceled) return read();
        cancel.ThrowIfCancellationRequested();
        return Task.Run(read, CancellationToken.None).WaitAsync(cancel).GetAwaiter().GetResult();
    }
}
