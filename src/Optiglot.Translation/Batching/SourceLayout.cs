using Optiglot.Networks;
using Optiglot.Text;
using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>How a source is laid out for the encoder: <c>[CLS] x [SEP] t [SEP]</c>, then regions; without tags <c>[CLS] x [SEP]</c> (paper, Eq. 1).</summary>
public sealed record SourceLayout
{
    /// <summary>Place of the sentence's first piece, after <c>[CLS]</c>.</summary>
    public const int TextStart = 1;

    /// <summary>Id of <c>[CLS]</c>, which begins a row.</summary>
    public required int BeginId { get; init; }

    /// <summary>Id of <c>[SEP]</c>, which ends a sentence, and its tags.</summary>
    public required int EndId { get; init; }

    /// <summary>What fills rows up.</summary>
    public required int PadId { get; init; }

    /// <summary>Most pieces of a row, specials included: the encoder's positions.</summary>
    public int MaximumPositions { get; init; } = 512;

    /// <summary>Numbers in a region's feature; 0 for a model without pictures.</summary>
    public int RegionFeatures { get; init; }

    /// <summary>Most boxes a picture brings; the best come first in a <see cref="RegionSet"/>. The cells of a grid come besides.</summary>
    public int MaximumRegions { get; init; } = 100;

    /// <summary>Numbers in a region's vector: the feature and the box.</summary>
    public int RegionWidth => RegionFeatures + RegionSet.BoxNumbers;

    /// <summary>Joins words with regions, for families that read edges; null for the others.</summary>
    public PhraseGrounding? Grounding { get; init; }

    /// <summary>The layout of a model.</summary>
    /// <param name="model">The model's family and sizes.</param>
    /// <param name="tokenizer">The source tokeniser.</param>
    /// <param name="detector">What regions are made with; null for a model that sees none.</param>
    /// <param name="maximumRegions">Most regions a picture brings.</param>
    public static SourceLayout For(ModelOptions model, ISubwordTokenizer tokenizer, DetectorInfo? detector, int maximumRegions = 100) =>
        For(model.Encoder, tokenizer, maximumRegions) with
        {
            Grounding = NetworkFamilies.Find(model.Family).ReadsEdges ? new PhraseGrounding(tokenizer, detector) : null,
        };

    /// <summary>The layout of an encoder that reads no edges.</summary>
    /// <param name="encoder">The encoder's sizes.</param>
    /// <param name="tokenizer">The source tokeniser.</param>
    /// <param name="maximumRegions">Most regions a picture brings.</param>
    public static SourceLayout For(EncoderOptions encoder, ISubwordTokenizer tokenizer, int maximumRegions = 100) => new()
    {
        BeginId = tokenizer.BeginId,
        EndId = tokenizer.EndId,
        PadId = tokenizer.PadId,
        MaximumPositions = encoder.MaximumPositions,
        RegionFeatures = encoder.RegionFeatures,
        MaximumRegions = maximumRegions,
    };

    /// <summary>Place of the first tag piece in the row of a sentence of so many (kept) pieces.</summary>
    public static int TagStart(int textLength) => TextStart + textLength + 1;

    /// <summary>How much of an example fits into <see cref="MaximumPositions"/>: the sentence first, tags in what is left.</summary>
    /// <returns>Pieces of sentence and tags that are kept, and the row's length with specials.</returns>
    public (int Text, int Tags, int Length) Fit(in SourceExample example)
    {
        int text = Math.Min(example.Text.Length, MaximumPositions - 2);
        int tags = Math.Max(0, Math.Min(example.Tags.Length, MaximumPositions - 3 - text));
        return (text, tags, tags == 0 ? text + 2 : text + tags + 3);
    }

    /// <summary>Regions an example brings into a batch.</summary>
    public int RegionCount(in SourceExample example) =>
        example.HasRegions ? Math.Min(example.Regions!.Count, MaximumRegions + example.Regions.CellCount) : 0;
}
