namespace Optiglot.Vision;

/// <summary>Lines of a stream as bytes, without making strings of them: a bottom-up-attention line has 400,000 characters.</summary>
internal sealed class LineReader(Stream stream, string name)
{
    private const int LongestLine = 1 << 28;

    private byte[] _buffer = new byte[1 << 20];
    private int _start, _end;

    /// <summary>Number of the line read last, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Next line without its end, valid until the next call; false at the stream's end.</summary>
    /// <exception cref="InvalidDataException">A line without end.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        for (int searched = 0; ;)
        {
            int end = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (end >= 0) return Give(searched + end, 1, out line);
            searched = _end - _start;
            MakeRoom();
            int read = Fill();
            _end += read;
            if (read == 0) return searched > 0 ? Give(searched, 0, out line) : Give(0, 0, out line) && false;
        }
    }

    private int Fill()
    {
        try
        {
            return stream.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}: not a gzip file, or a damaged one (after line {Line}); fetch it again", error);
        }
    }

    private bool Give(int length, int lineEnd, out ReadOnlyMemory<byte> line)
    {
        line = _buffer.AsMemory(_start, length > 0 && _buffer[_start + length - 1] == '\r' ? length - 1 : length);
        _start += length + lineEnd;
        Line++;
        return true;
    }

    private void MakeRoom()
    {
        if (_start > 0) _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end < _buffer.Length) return;
        if (_buffer.Length >= LongestLine) throw new InvalidDataException($"{name}: line {Line + 1} has no end; this is no table of regions");
        Array.Resize(ref _buffer, 2 * _buffer.Length);
    }
}
