using Optiglot.Text;
using Optiglot.Training;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Draws, for each word of a translation, where in the picture the decoder looked.</summary>
internal static class AttentionPicture
{
    private const string Continuing = "##";

    /// <summary>Draws the best translation's attention.</summary>
    /// <param name="file">PNG file to write.</param>
    /// <param name="picture">The picture's path.</param>
    /// <param name="result">A result with attention.</param>
    /// <param name="detector">Names of the regions.</param>
    /// <exception cref="ArgumentException">The result has no attention on a picture.</exception>
    public static void Write(string file, string picture, TranslationResult result, DetectorInfo detector)
    {
        if (result.Attention is not { } map || result.Regions is not { } regions)
            throw new ArgumentException("--attention needs one sentence, not empty and not split, and a picture that the model sees");
        RegionSet seen = regions.Limit(map.Regions - regions.CellCount);
        byte[] png = RegionPainter.AttentionSheet(ImageDecoder.Decode(picture), seen, Words(map, seen.Count), detector);
        AtomicFile.Write(file, stream => stream.Write(png));
    }

    /// <summary>Words of the translation with the mean attention of their pieces to each region, <c>[regions]</c>; the end piece is left out.</summary>
    internal static IReadOnlyList<(string Word, float[] Weights)> Words(AttentionMap map, int regions)
    {
        List<(string Word, List<float[]> Rows)> words = [];
        bool isOpen = false;
        for (int i = 0; i < map.Target.Count - 1; i++)
        {
            string piece = map.Target[i];
            bool goesOn = (isOpen || piece.StartsWith(Continuing, StringComparison.Ordinal)) && words.Count > 0;
            string shown = piece.Replace(Continuing, "").TrimEnd(BpeTokenizer.WordEnd);
            float[] row = [.. map.Weights[i].TakeLast(map.Regions).Concat(Enumerable.Repeat(0f, regions - map.Regions))];
            if (goesOn) words[^1] = (words[^1].Word + shown, [.. words[^1].Rows, row]);
            else words.Add((shown, [row]));
            isOpen = HasWordEnds(map) && !piece.EndsWith(BpeTokenizer.WordEnd);
        }

        return [.. words.Select(word => (word.Word, Mean(word.Rows, regions)))];
    }

    // BPE marks the ends of words, WordPiece the pieces that go on.
    private static bool HasWordEnds(AttentionMap map) => map.Target.Any(piece => piece.EndsWith(BpeTokenizer.WordEnd));

    private static float[] Mean(List<float[]> rows, int regions) => [.. Enumerable.Range(0, regions).Select(region => rows.Average(row => row[region]))];
}
