using System.Text.Json;

namespace Optiglot.Cli;

/// <summary>
/// The file that a long translation grows in until it is whole. What an interrupted command left is gone on with by the same command: sentences of it are not
/// translated twice.
/// </summary>
internal sealed class TranslationPart
{
    private readonly string file;
    private readonly string? job;
    private readonly long bytes;

    private TranslationPart(string file, string? job, int sentences = 0, long bytes = 0, bool isWhole = true) =>
        (this.file, this.job, Sentences, this.bytes, IsWhole) = (file, job, sentences, bytes, isWhole);

    /// <summary>Sentences that are in it.</summary>
    public int Sentences { get; private set; }

    /// <summary>Whether nothing was cut from any of them.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Where it lies.</summary>
    public string FilePath => AtomicFile.Beside(file);

    /// <summary>What an interrupted translation left, as a remark for people; null where it left nothing.</summary>
    public string? Remains => Sentences == 0 || !File.Exists(FilePath) ? null
        : job is null ? $"{Sentences} sentences are in {FilePath}; what came through a pipe cannot be gone on with"
        : $"{Sentences} sentences are in {FilePath}; the same command goes on after them";

    private string StatePath => FilePath + ".json";

    /// <summary>Finds what was left of the same job, or begins.</summary>
    /// <param name="file">The file that is to be written in the end.</param>
    /// <param name="job">What the translation depends on, in one string; null where it can never be gone on with.</param>
    /// <param name="isNumbered">Whether a sentence has many lines, each with its number first.</param>
    public static TranslationPart Open(string file, string? job, bool isNumbered)
    {
        TranslationPart none = new(file, job);
        if (job is null || AtomicFile.WritesThrough(file) || !File.Exists(none.StatePath) || !File.Exists(none.FilePath)) return none;
        try
        {
            State? state = JsonSerializer.Deserialize<State>(File.ReadAllBytes(none.StatePath));
            if (state?.Job != job) return none;
            (int sentences, long bytes) = Count(none.FilePath, isNumbered);
            return new TranslationPart(file, job, sentences, bytes, state.IsWhole);
        }
        catch (JsonException)
        {
            return none;
        }
    }

    /// <summary>Writes what is missing and puts the file in its place. After a failure, what is done of it stays for the same command.</summary>
    /// <exception cref="IOException">As <see cref="AtomicFile.Write"/>.</exception>
    public void Write(Action<TextWriter> write)
    {
        bool canGoOn = job is not null && !AtomicFile.WritesThrough(file);
        try
        {
            AtomicFile.Write(
                file,
                stream =>
                {
                    if (canGoOn) WriteState();
                    using StreamWriter writer = new(stream, leaveOpen: true);
                    write(writer);
                },
                bytes,
                () => Sentences > 0);
            if (canGoOn) File.Delete(StatePath);
        }
        catch when (canGoOn && Sentences == 0)
        {
            File.Delete(StatePath);
            throw;
        }
    }

    /// <summary>Takes note of a sentence that was written.</summary>
    public void Advance(int sentences, bool isWhole)
    {
        bool changed = isWhole != IsWhole;
        (Sentences, IsWhole) = (sentences, isWhole);
        if (changed && job is not null && !AtomicFile.WritesThrough(file)) WriteState();
    }

    private void WriteState() => AtomicFile.WriteText(StatePath, JsonSerializer.Serialize(new State(job!, IsWhole)));

    // Whole sentences of a file, and where they end. A kill may leave a line without its end, and of numbered lines some of the last sentence only.
    private static (int Sentences, long Bytes) Count(string file, bool isNumbered)
    {
        byte[] text = File.ReadAllBytes(file);
        int sentences = 0;
        long end = 0, start = 0;
        ReadOnlySpan<byte> number = [];
        for (int at; (at = text.AsSpan((int)start).IndexOf((byte)'\n')) >= 0; start += at + 1)
        {
            ReadOnlySpan<byte> line = text.AsSpan((int)start, at);
            if (!isNumbered)
            {
                (sentences, end) = (sentences + 1, start + at + 1);
                continue;
            }

            ReadOnlySpan<byte> own = line[..Math.Max(0, line.IndexOf((byte)' '))];
            if (number.Length > 0 && !own.SequenceEqual(number)) (sentences, end) = (sentences + 1, start);
            number = own;
        }

        return (sentences, end);
    }

    private sealed record State(string Job, bool IsWhole);
}
