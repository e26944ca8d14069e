namespace Optiglot.Cli.Tests;

/// <summary>Real lines of Multi30K, with their photos, in files as somebody would have them.</summary>
internal static class OwnPairs
{
    /// <summary>Sentences, translations and file names of photos that are there, from the training set.</summary>
    public static (string Source, string Target, string Photo)[] Take(int count, string from = "en", string to = "de")
    {
        string task = TestFolders.Data("multi30k", "task1"), images = TestFolders.Data("flickr8k", "images");
        IEnumerable<string> Lines(string language) => Training.TextLines.Read(Path.Combine(task, "raw", $"train.{language}"), "").AsEnumerable();
        return [.. Lines(from).Zip(Lines(to), File.ReadLines(Path.Combine(task, "image_splits", "train.txt")))
            .Where(line => File.Exists(Path.Combine(images, line.Third))).Take(count)];
    }

    /// <summary>Copies their photos into a folder as 1.jpg, 2.jpg, …</summary>
    public static void Photos((string Source, string Target, string Photo)[] pairs, string folder)
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < pairs.Length; i++) File.Copy(TestFolders.Data("flickr8k", "images", pairs[i].Photo), Path.Combine(folder, $"{i + 1}.jpg"));
    }

    /// <summary>A table with the pictures' names.</summary>
    public static void Csv((string Source, string Target, string Photo)[] pairs, string file) =>
        File.WriteAllLines(file, pairs.Select((pair, i) => $"{Quoted(pair.Source)},{Quoted(pair.Target)},{i + 1}.jpg").Prepend("source,target,picture"));

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
