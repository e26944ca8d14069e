namespace Optiglot.Cli.Tests;

/// <summary>A recipe on four sentence pairs that trains in seconds.</summary>
internal static class SmallRecipe
{
    private static readonly string[] English = ["two dogs play with a ball .", "a man in a red shirt rides a bicycle .", "children run on the beach .", "a woman sits on a bench ."];
    private static readonly string[] German = ["Zwei Hunde spielen mit einem Ball.", "Ein Mann in einem roten Hemd fährt Fahrrad.", "Kinder rennen am Strand.", "Eine Frau sitzt auf einer Bank."];

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
}
