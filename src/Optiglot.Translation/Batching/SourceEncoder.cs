using Optiglot.Text;
using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>
/// Prepared text and regions to the ids of a <see cref="SourceExample"/>. One home for the question how tags become pieces. May be shared by threads.
/// </summary>
/// <param name="tokenizer">The source tokeniser.</param>
/// <param name="detector">The detector the model was trained with; null for a model without pictures or without tags.</param>
/// <param name="tags">Which names become tags; null for the defaults.</param>
public sealed class SourceEncoder(ISubwordTokenizer tokenizer, DetectorInfo? detector = null, TagOptions? tags = null)
{
    /// <summary>Encodes a prepared sentence and the tags of its picture.</summary>
    /// <param name="prepared">Prepared text; blank gives no pieces.</param>
    /// <param name="regions">Regions of its picture, or null.</param>
    public SourceExample Encode(string prepared, RegionSet? regions = null)
        => new(tokenizer.Encode(prepared), regions is null ? [] : EncodeTags(regions), regions);

    /// <summary>The tags of a picture as pieces; none where the model uses none.</summary>
    public int[] EncodeTags(RegionSet regions)
        => detector is null ? [] : tokenizer.Encode(TagText.Build(regions, detector, tags));
}
