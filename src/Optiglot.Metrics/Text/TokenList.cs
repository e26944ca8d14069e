namespace Optiglot.Metrics;

/// <summary>Tokens of one line as ranges of one buffer; reused from line to line without allocation.</summary>
internal sealed class TokenList
{
    private char[] text = new char[256];
    private int[] starts = new int[64];
    private int[] lengths = new int[64];

    public int Count { get; private set; }

    public ReadOnlySpan<char> this[int token] => text.AsSpan(starts[token], lengths[token]);

    public string[] ToArray()
    {
        var tokens = new string[Count];
        for (int i = 0; i < Count; i++) tokens[i] = this[i].ToString();
        return tokens;
    }

    /// <summary>Forgets the tokens and makes room for a line.</summary>
    /// <returns>The buffer to write the line to, at least <paramref name="length"/> long.</returns>
    public Span<char> Start(int length)
    {
        Count = 0;
        if (text.Length < length) text = new char[Math.Max(length, 2 * text.Length)];
        return text;
    }

    public void Add(int start, int length)
    {
        if (Count == starts.Length)
        {
            Array.Resize(ref starts, 2 * Count);
            Array.Resize(ref lengths, 2 * Count);
        }
        starts[Count] = start;
        lengths[Count++] = length;
    }

    /// <summary>Splits what was written to the buffer on white space, as Python's <c>str.split()</c>.</summary>
    public void SplitOnSpace(int length)
    {
        var line = text.AsSpan(0, length);
        int start = -1;
        for (int i = 0; i < line.Length; i++)
        {
            if (PythonText.IsSpace(line[i]))
            {
                if (start >= 0) Add(start, i - start);
                start = -1;
            }
            else if (start < 0) start = i;
        }
        if (start >= 0) Add(start, length - start);
    }
}
