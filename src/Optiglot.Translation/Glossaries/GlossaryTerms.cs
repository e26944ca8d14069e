using System.Net;
using System.Text.RegularExpressions;
using Optiglot.Text;

namespace Optiglot.Translation;

/// <summary>A glossary as one model sees it: terms as words of its prepared source, translations as pieces of its target.</summary>
internal sealed partial class GlossaryTerms
{
    private readonly Dictionary<string, List<(string[] Words, int[] Pieces)>> _byFirst = new(StringComparer.Ordinal);
    private readonly Func<int, bool> _isOpen;

    /// <summary>Reads the terms.</summary>
    /// <exception cref="ArgumentException">The model's target has no marks of words' ends; or its vocabulary cannot write a translation.</exception>
    public GlossaryTerms(Glossary glossary, TextPreparer source, TextPreparer target, ISubwordTokenizer pieces)
    {
        if (pieces is not BpeTokenizer) throw new ArgumentException(
            $"{glossary.Origin}: glossaries need a model whose target is split by BPE, and this one's is split by {pieces.Kind}");
        _isOpen = piece => !pieces.IdToPiece(piece).EndsWith(BpeTokenizer.WordEnd);
        foreach (var term in glossary.Terms)
        {
            string[] words = WordsOf(source.Prepare(term.Source));
            int[] written = pieces.Encode(target.Prepare(term.Target));
            if (words.Length == 0 || written.Length == 0) throw new ArgumentException(
                $"{glossary.Origin}: '{term.Source}' with '{term.Target}': nothing is left of it as the model reads text; leave it out");
            if (written.Contains(pieces.UnknownId))
                throw new ArgumentException(
                    $"{glossary.Origin}: the model cannot write '{term.Target}', the translation of '{term.Source}': its vocabulary lacks some of these "
                    + "characters; use others, or leave the term out");
            string first = words[0].ToLowerInvariant();
            if (!_byFirst.TryGetValue(first, out var list)) _byFirst[first] = list = [];
            list.Add((words, written));
        }

        // Where two terms begin alike, the longer one is meant.
        foreach (var list in _byFirst.Values) list.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));
    }

    /// <summary>
    /// What the translation of a prepared sentence must have in it; null: nothing. Each occurrence of a term counts, and no word belongs to two.
    /// </summary>
    /// <exception cref="ArgumentException">There are more terms than can be asked for.</exception>
    public TargetConstraints? Of(string prepared)
    {
        string[] words = WordsOf(prepared);
        List<int[]> phrases = [];
        for (int i = 0; i < words.Length;)
        {
            var (term, pieces) = _byFirst.TryGetValue(words[i].ToLowerInvariant(), out var list) ? list.Find(entry => Occurs(entry.Words, words, i)) : default;
            if (pieces is not null) phrases.Add(pieces);
            i += term?.Length ?? 1;
        }

        return phrases.Count == 0 ? null : new TargetConstraints(phrases, _isOpen);
    }

    /// <summary>Notes on translations that are not in a hypothesis, since it reached its length before.</summary>
    public static IEnumerable<string> Missing(TargetConstraints? constraints, ReadOnlySpan<int> pieces, ISubwordTokenizer target) => constraints is null ? []
        : constraints.Missing(pieces)
            .Select(phrase => $"'{WebUtility.HtmlDecode(target.Decode(constraints.Phrases[phrase]))}' of the glossary did not fit into the translation: "
            + "use a wider beam, or a shorter sentence").ToArray();

    // A term in lower case is found with capitals too, as at the beginning of a sentence; one with capitals only as it is.
    private static bool Occurs(string[] term, string[] words, int at)
    {
        if (at + term.Length > words.Length) return false;
        for (int k = 0; k < term.Length; k++)
        {
            bool isLower = !term[k].Any(char.IsUpper);
            if (!term[k].Equals(words[at + k], isLower ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)) return false;
        }

        return true;
    }

    // The model may see punctuation apart or not; terms are compared word by word in any case.
    private static string[] WordsOf(string prepared) => [.. Word().Matches(WebUtility.HtmlDecode(prepared)).Select(match => match.Value)];

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]")]
    private static partial Regex Word();
}
