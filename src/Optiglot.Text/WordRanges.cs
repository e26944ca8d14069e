namespace Optiglot.Text;

/// <summary>Walks over the words of a text, as <see cref="Words.Split"/> finds them, without making strings.</summary>
internal ref struct WordRanges(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _end;

    public Range Current { get; private set; }

    public readonly WordRanges GetEnumerator() => this;

    public bool MoveNext()
    {
        int start = _end;
        while (start < _text.Length && char.IsWhiteSpace(_text[start]))
            start++;
        _end = start;
        while (_end < _text.Length && !char.IsWhiteSpace(_text[_end]))
            _end++;
        Current = start.._end;
        return start < _end;
    }
}
