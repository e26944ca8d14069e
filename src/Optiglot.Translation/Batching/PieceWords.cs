using System.Net;
using Optiglot.Text;

namespace Optiglot.Translation;

/// <summary>A word and the pieces that it is made of.</summary>
/// <param name="Text">The word, as tokenised.</param>
/// <param name="Start">Its first piece.</param>
/// <param name="End">The piece after its last.</param>
internal readonly record struct PieceWords(string Text, int Start, int End)
{
    private const string Continuing = "##";

    /// <summary>Words of pieces. BPE marks the ends of words, WordPiece the pieces that go on.</summary>
    /// <param name="pieces">Pieces as the vocabulary writes them.</param>
    /// <param name="start">The first that counts.</param>
    /// <param name="end">The one after the last.</param>
    internal static List<PieceWords> Of(IReadOnlyList<string> pieces, int start, int end)
    {
        bool hasEnds = pieces.Any(piece => piece.EndsWith(BpeTokenizer.WordEnd));
        List<PieceWords> words = [];
        bool isOpen = false;
        for (int i = start; i < end; i++)
        {
            string piece = pieces[i];
            bool goesOn = words.Count > 0 && (hasEnds ? isOpen : piece.StartsWith(Continuing, StringComparison.Ordinal));
            string shown = goesOn && !hasEnds ? piece[Continuing.Length..] : piece.TrimEnd(BpeTokenizer.WordEnd);
            if (goesOn) words[^1] = new PieceWords(words[^1].Text + shown, words[^1].Start, i + 1);
            else words.Add(new PieceWords(shown, i, i + 1));
            isOpen = hasEnds && !piece.EndsWith(BpeTokenizer.WordEnd);
        }

        return [.. words.Select(word => word with { Text = WebUtility.HtmlDecode(word.Text) })];
    }
}
