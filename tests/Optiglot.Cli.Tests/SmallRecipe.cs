using Optiglot.DemoWorld;
using SkiaSharp;

namespace Optiglot.Cli.Tests;

/// <summary>A recipe on four sentence pairs that trains in seconds.</summary>
internal static class SmallRecipe
{
    private static readonly string[] English =
        ["two dogs play with a ball .", "a man in a red shirt rides a bicycle .", "children run on the beach .", "a woman sits on a bench ."];
    private static readonly string[] German =
        ["Zwei Hunde spielen mit einem Ball.", "Ein Mann in einem roten Hemd fährt Fahrrad.", "Kinder rennen am Strand.", "Eine Frau sitzt auf einer Bank."];

    /// <summary>Writes text and recipe into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="steps">Updates of the one stage.</param>
    /// <param name="width">Width of the model.</param>
    /// <returns>The recipe's path.</returns>
    public static string Write(string folder, int steps = 2, int width = 16)
    {
        File.WriteAllLines(Path.Combine(folder, "text.en"), English);
        File.WriteAllLines(Path.Combine(folder, "text.de"), German);
        string path = Path.Combine(folder, "toy.yaml");
        File.WriteAllText(path, $$"""
            name: toy
            data:
              set: files
              train: train
              dev: train
              files:
                train: { source: text.en, target: text.de }
                test: { source: text.en, target: text.de }
            text:
              joint: true
              source: { kind: bpe, size: 120 }
            model:
              encoder: { width: {{width}}, layers: 1, heads: 2, feed_forward: 32 }
              decoder: { width: {{width}}, layers: 1, heads: 2, feed_forward: 32 }
            end_to_end: { max_steps: {{steps}}, batch_tokens: 200 }
            evaluate:
              sets: [test]

            """);
        return path;
    }

    /// <summary>
    /// As <see cref="Write"/>, with a picture a line: those named by a number are drawn, in one colour each; a detector of the drawn world sees them.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="names">The four lines' pictures.</param>
    /// <returns>The recipe's path.</returns>
    public static string WithPictures(string folder, string[] names)
    {
        string recipe = Write(folder), photos = Path.Combine(folder, "photos"), detector = Path.Combine(folder, "detector.json");
        Directory.CreateDirectory(photos);
        foreach (string name in names.Where(name => char.IsAsciiDigit(Path.GetFileName(name)[0])).Distinct())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(photos, name))!);
            DrawPicture(Path.Combine(photos, name), (byte)(20 * (Path.GetFileName(name)[0] - '0')));
        }

        File.WriteAllLines(Path.Combine(folder, "pictures"), names);
        using (WorldDetector learned = WorldDetector.Learn(each: 4)) learned.Save(detector);
        File.WriteAllText(recipe, File.ReadAllText(recipe).Replace("target: text.de }", "target: text.de, pictures: pictures }")
            .Replace("  files:",
                $"  pictures: {{ folder: photos, regions: {folder}/regions.sqlite, detector: {detector}, min_regions: 1, max_regions: 4 }}\n  files:"));
        return recipe;
    }

    /// <summary>Draws a small picture of one colour.</summary>
    public static void DrawPicture(string path, byte red)
    {
        using SKBitmap bitmap = new(16, 16);
        bitmap.Erase(new SKColor(red, 10, 20));
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, png.ToArray());
    }
}
