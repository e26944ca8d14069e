namespace Optiglot.Text;

/// <summary>
/// Turns prepared text (see <see cref="TextPreparer"/>) into the ids of subword pieces and back.
/// Implementations are immutable and may be used by many threads at once.
/// </summary>
public interface ISubwordTokenizer
{
    /// <summary>Name of the method, as written in files: <c>wordpiece</c> or <c>bpe</c>.</summary>
    string Kind { get; }

    /// <summary>Size of the vocabulary; every id lies in <c>0..Count-1</c>.</summary>
    int Count { get; }

    /// <summary>Id that fills a batch up.</summary>
    int PadId { get; }

    /// <summary>Id that opens a sentence (BERT's <c>[CLS]</c>).</summary>
    int BeginId { get; }

    /// <summary>Id that closes a sentence or a part of one (BERT's <c>[SEP]</c>).</summary>
    int EndId { get; }

    /// <summary>Id of what the vocabulary does not have.</summary>
    int UnknownId { get; }

    /// <summary>Id that hides a piece in masked language modelling.</summary>
    int MaskId { get; }

    /// <summary>
    /// Encodes prepared text. No special ids are added; empty or blank text gives no ids; an unknown character gives <see cref="UnknownId"/>, never an
    /// exception. A <see cref="HiddenWords.Marker"/> gives <see cref="MaskId"/>.
    /// </summary>
    /// <returns>Ids, <c>[pieces]</c>.</returns>
    int[] Encode(string text);

    /// <summary>
    /// Joins pieces to words separated by one space; special ids are dropped, <see cref="UnknownId"/> shows as <see cref="SubwordTokenizer.UnknownText"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is outside the vocabulary.</exception>
    string Decode(IReadOnlyList<int> ids);

    /// <summary>The piece as the vocabulary writes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is outside the vocabulary.</exception>
    string IdToPiece(int id);

    /// <summary>Writes the file that <see cref="SubwordTokenizer.Load"/> reads; the same tokeniser gives the same bytes.</summary>
    /// <exception cref="IOException">The file cannot be written; what was there before is still there.</exception>
    void Save(string file);
}
