using Optiglot.Text;
using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>Requests to examples: prepares the text and splits what is too long.</summary>
/// <param name="preparer">Prepares source text.</param>
/// <param name="tokenizer">The source's tokeniser.</param>
/// <param name="encoder">Makes ids.</param>
/// <param name="layout">The model's limits.</param>
internal sealed class SourceReader(TextPreparer preparer, ISubwordTokenizer tokenizer, SourceEncoder encoder, SourceLayout layout)
{
    // Words that a note names, and how much of each.
    private const int NamedWords = 3, NamedLength = 20;

    private readonly SentenceSplitter _splitter = new(tokenizer);

    /// <summary>Reads one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="regions">The regions found for it, or null.</param>
    /// <param name="options">Whether it is prepared, and how long a part may be.</param>
    /// <param name="terms">What the translation must have in it by prepared words; null: nothing.</param>
    /// <param name="notes">Receives what the reader should know.</param>
    /// <returns>Its parts: none for an empty sentence, one usually, several for a very long one.</returns>
    public SourceExample[] Read(TranslationRequest request, RegionSet? regions, TranslationOptions options, GlossaryTerms? terms, List<string> notes)
    {
        string prepared = options.Prepared ? request.Text : preparer.Prepare(request.Text);
        if (string.IsNullOrWhiteSpace(prepared)) return [];
        int limit = Math.Min(options.MaximumPieces, layout.MaximumPositions - 2);
        var whole = encoder.Encode(prepared, regions);
        if (whole.Text.Length == 0) return [];
        if (whole.Text.Contains(tokenizer.UnknownId))
            notes.Add($"the model's vocabulary has nothing for {Unknown(prepared)}: translated without; write it in other words");
        if (whole.Text.Length <= limit) return [whole with { Constraints = terms?.Of(prepared) }];
        SourceExample[] parts = [.. _splitter.Split(prepared, limit).Select(part => encoder.Encode(part, regions) with { Constraints = terms?.Of(part) })
            .Where(part => part.Text.Length > 0)];
        if (parts.Length > 1)
            notes.Add($"the sentence has {whole.Text.Length} pieces, more than {limit}: translated in {parts.Length} parts; "
                + "better give it as several sentences");
        if (parts.Any(part => part.Text.Length > layout.MaximumPositions - 2))
            notes.Add($"a word has more than {layout.MaximumPositions - 2} pieces: its rest was cut off; shorten it");
        return parts;
    }

    private string Unknown(string prepared)
    {
        string[] words = [.. prepared.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()
            .Where(word => tokenizer.Encode(word).Contains(tokenizer.UnknownId))];
        string named = string.Join(", ", words.Take(NamedWords).Select(word => $"'{(word.Length > NamedLength ? word[..NamedLength] + "…" : word)}'"));
        return words.Length > NamedWords ? $"{named} and {words.Length - NamedWords} more" : named;
    }
}
