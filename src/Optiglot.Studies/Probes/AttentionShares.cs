using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Studies.Probes;

/// <summary>
/// Where the decoder's last layer looked, over many translations: at the sentence, at tags, at regions, and at which of these. A translation counts once,
/// whatever its length.
/// </summary>
/// <param name="Translations">Translations looked at: those with a picture, whole.</param>
/// <param name="Text">Part of the attention that went to the sentence with its specials, 0..1.</param>
/// <param name="Tags">Part that went to the tags.</param>
/// <param name="Regions">Part that went to regions.</param>
/// <param name="EvenRegions">What the part of regions would be if all places got the same.</param>
/// <param name="TopRegion">Mean part, of the attention to regions, that the most looked-at region of a picture got.</param>
/// <param name="EvenRegion">What that part would be if all regions of a picture got the same.</param>
/// <param name="ByName">Regions by name, those first that most pictures have.</param>
public sealed record AttentionShares(int Translations, double Text, double Tags, double Regions, double EvenRegions, double TopRegion, double EvenRegion,
    IReadOnlyList<TagAttention> ByName)
{
    /// <summary>Sums up translations that were made with <see cref="BeamOptions.Attention"/>.</summary>
    /// <param name="results">The translations; those without attention or regions are passed over.</param>
    /// <param name="detector">Names the regions.</param>
    /// <exception cref="InvalidDataException">None has attention to regions.</exception>
    public static AttentionShares Of(IEnumerable<TranslationResult> results, DetectorInfo detector)
    {
        Picture[] pictures = [.. results.Where(result => result is { Attention.Regions: > 0, Regions: not null })
            .Select(result => Read(result.Attention!, result.Regions!, detector))];
        if (pictures.Length == 0)
            throw new InvalidDataException("no translation was made with a picture, so there is no attention to regions; check the region store");
        return new AttentionShares(
            pictures.Length, pictures.Average(each => each.Text), pictures.Average(each => each.Tags), pictures.Average(each => each.Regions),
            pictures.Average(each => each.Even),
            pictures.Average(each => each.Parts.Max()), pictures.Average(each => 1.0 / each.Parts.Length), Names(pictures));
    }

    private static Picture Read(AttentionMap map, RegionSet regions, DetectorInfo detector)
    {
        int source = map.Source.Count, count = map.Regions;
        double[] mean = new double[source + count];
        foreach (float[] row in map.Weights)
            for (int i = 0; i < mean.Length; i++) mean[i] += row[i] / (double)map.Weights.Length;
        double looked = mean[source..].Sum();
        return new Picture(
            mean[..map.TextPieces].Sum(), mean[map.TextPieces..source].Sum(), looked, (double)count / mean.Length,
            [.. mean[source..].Select(weight => looked > 0 ? weight / looked : 1.0 / count)],
            [.. Enumerable.Range(0, count).Select(region => detector.ClassName(regions.ClassIds[region]) ?? "")]);
    }

    private static TagAttention[] Names(Picture[] pictures) =>
    [
        .. pictures.SelectMany(picture => picture.Names.Index().GroupBy(region => region.Item, region => region.Index)
                .Select(group => (Name: group.Key, Share: group.Sum(region => picture.Parts[region]), Even: (double)group.Count() / picture.Parts.Length)))
            .GroupBy(each => each.Name)
            .Select(group => new TagAttention(group.Key, group.Count(), group.Average(each => each.Share), group.Average(each => each.Even)))
            .OrderByDescending(each => each.Pictures).ThenBy(each => each.Name, StringComparer.Ordinal),
    ];

    private sealed record Picture(double Text, double Tags, double Regions, double Even, double[] Parts, string[] Names);
}
