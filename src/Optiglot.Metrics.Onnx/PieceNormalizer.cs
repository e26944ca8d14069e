using System.Buffers;
using System.Text;

namespace Optiglot.Metrics.Onnx;

/// <summary>
/// The normalisation of a SentencePiece model, as that library does it (<c>normalizer.cc</c>): the character map from left to right, spaces,
/// and a mark in their place.
/// The tokenisers' library (2.0.1) has one of its own, which leaves the map out for BPE and fails on some characters.
/// </summary>
/// <param name="file">What the model's file says.</param>
internal sealed class PieceNormalizer(PieceModelFile file)
{
    // What stands for a space, U+2581.
    private static ReadOnlySpan<byte> Mark => "\u2581"u8;

    /// <summary>The text that is cut into pieces.</summary>
    public string Normalize(string text)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        if (file.OneSpace)
            while (!rest.IsEmpty && Next(rest, out int length) is [(byte)' ']) rest = rest[length..];
        if (rest.IsEmpty) return "";
        ArrayBufferWriter<byte> result = new(rest.Length + 2 * Mark.Length);
        if (file.SpaceInFront) result.Write(Mark);
        bool afterSpace = file.OneSpace;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<byte> next = Next(rest, out int length);
            rest = rest[length..];
            if (afterSpace) next = next.TrimStart((byte)' ');
            foreach (byte b in next) result.Write(b == ' ' ? Mark : [b]);
            if (!next.IsEmpty) afterSpace = file.OneSpace && next[^1] == ' ';
        }
        ReadOnlySpan<byte> written = result.WrittenSpan;
        while (file.OneSpace && written.EndsWith(Mark)) written = written[..^Mark.Length];
        return Encoding.UTF8.GetString(written) + (file.SpaceBehind ? Encoding.UTF8.GetString(Mark) : "");
    }

    // What a text starts with, normalised: what the map has for it, else one character.
    private ReadOnlySpan<byte> Next(ReadOnlySpan<byte> text, out int length)
    {
        length = file.Characters.Longest(text, out ReadOnlySpan<byte> replacement);
        if (length > 0) return replacement;
        _ = Rune.DecodeFromUtf8(text, out _, out length);
        return text[..length];
    }
}
