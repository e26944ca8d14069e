using System.Collections.Concurrent;
using Optiglot.Text;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Training;

/// <summary>Regions and tags of pictures for batches. A picture that is not in the store counts as none. May be shared by threads.</summary>
internal sealed class PictureSource(RegionStore store, ISubwordTokenizer tokenizer, TagOptions? tags) : IDisposable
{
    private readonly SourceEncoder encoder = new(tokenizer, tags is null ? null : store.Detector, tags);
    private readonly ConcurrentDictionary<string, int[]> tagsOf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);

    /// <summary>What the regions were made with.</summary>
    internal DetectorInfo Detector => store.Detector;

    /// <summary>Whether the store has the picture.</summary>
    internal bool Has(string? picture) => picture is not null && known.GetOrAdd(picture, store.Contains);

    /// <summary>A text with a picture's tags and regions; alone where the picture is null or unknown.</summary>
    internal SourceExample Example(int[] text, string? picture)
    {
        if (!Has(picture) || !store.TryGet(picture!, out RegionSet? regions)) return new SourceExample(text);
        return new SourceExample(text, TagsOf(picture!, regions), regions);
    }

    /// <summary>Names of the objects seen in a picture of the store, most certain first.</summary>
    internal IReadOnlyList<string> Tags(string picture) => store.TryDescribe(picture, out RegionSet? regions)
        ? TagText.List(regions, store.Detector, tags) : [];

    /// <summary>Pieces of tags and number of regions, for sorting into batches.</summary>
    internal (int Tags, int Regions) Size(string? picture)
    {
        if (!Has(picture) || !store.TryDescribe(picture!, out RegionSet? regions)) return (0, 0);
        return (TagsOf(picture!, regions).Length, regions.Count);
    }

    private int[] TagsOf(string picture, RegionSet regions) => tagsOf.GetOrAdd(picture, _ => encoder.EncodeTags(regions));

    public void Dispose() => store.Dispose();
}
