namespace Optiglot.Text;

/// <summary>
/// Source words that a model is not to see: each is replaced by a marker, which <see cref="TextPreparer"/> passes on as a word and every
/// <see cref="ISubwordTokenizer"/> encodes as its <see cref="ISubwordTokenizer.MaskId"/>. What was hidden then is in the picture or nowhere (Caglayan et al.,
/// "Probing the need for visual context in multimodal machine translation", 2019).
/// </summary>
public static class HiddenWords
{
    /// <summary>The character that stands for a hidden word: of Unicode's private use area, so that no text has it by itself.</summary>
    public const char Marker = '\uE000';

    // A lower-case letter of phonetic transcription that captions never have: while text is prepared it takes the marker's place, so that all rules see a word.
    private const char Letter = '\uA78E';

    /// <summary>Hides words of a tokenised line.</summary>
    /// <param name="tokenized">Words separated by one space.</param>
    /// <param name="positions">Places of the words, from 0; any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The line has no such word.</exception>
    public static string Hide(string tokenized, IEnumerable<int> positions)
    {
        string[] tokens = tokenized.Split(' ');
        foreach (int position in positions) tokens[Checked(position, tokens)] = Marker.ToString();
        return string.Join(' ', tokens);
    }

    /// <summary>
    /// Hides words of a raw line whose places are known in its tokenised form. Of both lines the letters and digits are followed, so that quotation marks,
    /// dashes, spaces and case may differ.
    /// </summary>
    /// <param name="raw">The line as people wrote it.</param>
    /// <param name="tokenized">The same line tokenised, lower-cased or not, reserved characters as entities or not.</param>
    /// <param name="positions">Places of the words among the tokens, from 0.</param>
    /// <returns>The raw line with a marker for each word that was found.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tokenised line has no such word.</exception>
    public static HiddenText HideRaw(string raw, string tokenized, IEnumerable<int> positions)
    {
        string[] tokens = tokenized.Split(' ');
        int[] wanted = [.. positions.Select(position => Checked(position, tokens)).Distinct().Order()];
        if (wanted.Length == 0) return new HiddenText(raw, [], []);
        IReadOnlyList<Range?> places = RawWords.Find(raw, [.. tokens.Select(MosesEscapes.Unescape)]);
        string text = raw;
        List<int> hidden = [], missing = [];
        foreach (int position in wanted.Reverse())
        {
            if (places[position] is { } place)
            {
                text = string.Concat(text.AsSpan(0, place.Start.Value), [Marker], text.AsSpan(place.End.Value));
                hidden.Insert(0, position);
            }
            else
            {
                missing.Insert(0, position);
            }
        }

        return new HiddenText(text, hidden, missing);
    }

    /// <summary>Number of hidden words.</summary>
    public static int Count(string text) => text.AsSpan().Count(Marker);

    /// <summary>Lets rules for text see a letter in place of each marker.</summary>
    internal static string Prepare(string text, Func<string, string> rules) =>
        text.Contains(Marker) ? rules(text.Replace(Marker, Letter)).Replace(Letter, Marker) : rules(text);

    /// <summary>Encodes what stands between the markers, and each marker as the mask.</summary>
    internal static int[] Encode(string text, int mask, Func<string, int[]> encode)
    {
        List<int> ids = [];
        foreach (string part in text.Split(Marker))
        {
            ids.AddRange(encode(part));
            ids.Add(mask);
        }

        return [.. ids[..^1]];
    }

    private static int Checked(int position, string[] tokens) => (uint)position < (uint)tokens.Length
        ? position
        : throw new ArgumentOutOfRangeException(
            nameof(position), position, $"There is no word {position} in a line of {tokens.Length}: '{string.Join(' ', tokens)}'.");
}
