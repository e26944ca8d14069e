using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Draws, for each word of a translation, where in the picture the decoder looked.</summary>
internal static class AttentionPicture
{
    /// <summary>Draws the best translation's attention.</summary>
    /// <param name="file">PNG file to write.</param>
    /// <param name="picture">The picture's path.</param>
    /// <param name="result">A result with attention.</param>
    /// <param name="detector">Names of the regions.</param>
    /// <exception cref="ArgumentException">The result has no attention on a picture.</exception>
    public static void Write(string file, string picture, TranslationResult result, DetectorInfo detector)
    {
        byte[] png = Draw(picture, result, detector);
        AtomicFile.Write(file, stream => stream.Write(png));
    }

    /// <summary>Draws it as a PNG.</summary>
    /// <exception cref="ArgumentException">The result has no attention on a picture.</exception>
    public static byte[] Draw(string picture, TranslationResult result, DetectorInfo detector)
    {
        if (result.Attention is not { } map || result.Regions is not { } regions)
            throw new ArgumentException("--attention needs sentences that are not empty and not split, and a picture that the model sees");
        RegionSet seen = regions.Limit(map.Regions - regions.CellCount);
        return RegionPainter.AttentionSheet(ImageDecoder.Decode(picture), seen, Words(map, seen.Count), detector);
    }

    /// <summary>The name of a sentence's picture among several: <c>out.png</c> gives <c>out-1.png</c>.</summary>
    public static string Numbered(string file, int sentence) =>
        Path.Combine(Path.GetDirectoryName(file) ?? "", $"{Path.GetFileNameWithoutExtension(file)}-{sentence}{Path.GetExtension(file)}");

    // The regions that lie beyond what the decoder saw have nothing.
    private static IReadOnlyList<(string Word, float[] Weights)> Words(AttentionMap map, int regions)
    {
        AttentionWords words = AttentionWords.Of(map);
        return [.. words.Target.Zip(words.RegionWeights, (word, row) => (word, (float[])[.. row, .. new float[regions - row.Length]]))];
    }
}
