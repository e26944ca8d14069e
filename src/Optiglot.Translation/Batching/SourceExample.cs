using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>One source as ids, ready to be put in a batch.</summary>
/// <param name="Text">Pieces of the sentence x, without specials, <c>[pieces]</c>.</param>
/// <param name="Tags">Pieces of the tags t, the names of the detected objects; empty where there is no picture.</param>
/// <param name="Regions">Regions of the picture, or null where there is none.</param>
public readonly record struct SourceExample(int[] Text, int[] Tags, RegionSet? Regions = null)
{
    /// <summary>A sentence without a picture.</summary>
    public SourceExample(int[] text) : this(text, [])
    {
    }

    /// <summary>What its translation must have in it; null: nothing.</summary>
    public TargetConstraints? Constraints { get; init; }

    /// <summary>Whether the example has regions; a picture in which nothing was found counts as none.</summary>
    public bool HasRegions => Regions is { Count: > 0 };
}
