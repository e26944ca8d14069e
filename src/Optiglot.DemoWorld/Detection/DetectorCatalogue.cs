using Optiglot.Vision;
using SkiaSharp;

namespace Optiglot.DemoWorld;

/// <summary>Labelled pictures to teach a detector with: four things a page, from a stream of their own, none from a scene of the world.</summary>
internal static class DetectorCatalogue
{
    private const int Side = 128;

    /// <summary>Draws every sense <paramref name="each"/> times and describes what the segmenter cuts out.</summary>
    public static IReadOnlyList<CatalogueSample> Draw(ulong seed, int each)
    {
        var random = new WorldRandom(seed, "catalogue");
        var wanted = (from noun in Enumerable.Range(0, Lexicon.Nouns.Count)
                      from sense in Enumerable.Range(0, Lexicon.Nouns[noun].Senses.Count)
                      from _ in Enumerable.Range(0, each)
                      select (Noun: noun, Sense: sense, Colour: random.Below(Lexicon.Colours.Count))).ToArray();
        random.Shuffle<(int, int, int)>(wanted);
        var samples = new List<CatalogueSample>();
        foreach (var page in wanted.Chunk(4))
        {
            var things = page.Select((w, i) => new PlacedObject(
                Lexicon.Nouns[w.Noun].Senses[w.Sense],
                Lexicon.Colours[w.Colour],
                0.25f + 0.5f * (i % 2),
                0.25f + 0.5f * (i / 2),
                random.Between(0.32f, 0.45f)).Jittered(random)).ToList();
            using var bitmap = ScenePainter.Paint(random.Pick(Lexicon.Places), things, Side, random.Next());
            var image = Decoded(bitmap);
            foreach (var blob in InkSegmenter.Segment(image))
            {
                int quarter = (blob.Left + blob.Width / 2) * 2 / Side + 2 * ((blob.Top + blob.Height / 2) * 2 / Side);
                if (quarter >= page.Length) continue;
                var (noun, sense, colour) = page[quarter];
                samples.Add(new(RegionDescriptor.Describe(image, blob), noun, colour, sense));
            }
        }
        return samples;
    }

    /// <summary>The pixels as a decoder would give them.</summary>
    public static DecodedImage Decoded(SKBitmap bitmap)
    {
        var rgba = bitmap.GetPixelSpan();
        var rgb = new byte[3 * bitmap.Width * bitmap.Height];
        for (int i = 0; i < rgb.Length / 3; i++) rgba.Slice(4 * i, 3).CopyTo(rgb.AsSpan(3 * i));
        return new(bitmap.Width, bitmap.Height, rgb);
    }
}
