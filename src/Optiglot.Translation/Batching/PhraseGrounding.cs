using Optiglot.Text;
using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>
/// Which words of an English sentence speak of which regions of its picture, by names: the words of a phrase (<see cref="ContentPhrases"/>) are joined with the
/// regions whose object one of them names, in singular or plural; where none is named, with all regions, since nobody knows which is meant. Of an object's name
/// its last word counts (<c>ball</c> of <c>sports ball</c>). Words are read from their pieces, so that a sentence has the same edges however it is cut. May be
/// shared by threads.
/// </summary>
public sealed class PhraseGrounding
{
    private readonly ISubwordTokenizer _tokenizer;
    private readonly string[] _heads;

    /// <summary>Prepares the names of the detector's classes.</summary>
    /// <param name="tokenizer">The source tokeniser.</param>
    /// <param name="detector">Knows the names of classes; null: no object has a name.</param>
    public PhraseGrounding(ISubwordTokenizer tokenizer, DetectorInfo? detector)
    {
        _tokenizer = tokenizer;
        _heads = [.. (detector?.ClassNames ?? []).Select(name => name.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "")];
    }

    /// <summary>Joins the pieces of a sentence with regions.</summary>
    /// <param name="pieces">Pieces of the sentence, without specials.</param>
    /// <param name="regions">Regions of its picture.</param>
    /// <param name="edges">Becomes 1 where they are joined, <c>[pieces, places]</c>; the rest is left as it is.</param>
    /// <param name="places">Places for regions, at least as many as there are.</param>
    internal void Join(ReadOnlySpan<int> pieces, RegionSet regions, Span<byte> edges, int places)
    {
        string[] written = new string[pieces.Length];
        for (int i = 0; i < written.Length; i++) written[i] = _tokenizer.IdToPiece(pieces[i]);
        List<PieceWords> words = PieceWords.Of(written, 0, written.Length);
        string[] texts = [.. words.Select(word => word.Text)];
        foreach (Range phrase in ContentPhrases.Find(texts))
        {
            string[] said = texts[phrase];
            var isNamed = new bool[regions.Count];
            for (int region = 0; region < isNamed.Length; region++) isNamed[region] = Names(said, regions.ClassIds[region]);
            bool isAny = isNamed.Contains(true);
            foreach (PieceWords word in words[phrase])
            {
                for (int piece = word.Start; piece < word.End; piece++)
                {
                    for (int region = 0; region < isNamed.Length; region++)
                        if (isNamed[region] || !isAny) edges[(piece * places) + region] = 1;
                }
            }
        }
    }

    private bool Names(string[] said, int classId) =>
        (uint)classId < (uint)_heads.Length && _heads[classId].Length > 0 && said.Any(word => EnglishNouns.IsOneOrMany(word, _heads[classId]));
}
