namespace Optiglot.DemoWorld;

/// <summary>
/// Writes a world as files that any training run can read: for each translated split `train.en`, `train.de`, `train.fr` and `train.pictures`
/// (a picture's file name a line), for pre-training `pairs.tsv` (file name, tab, caption), and the pictures under `pictures/`.
/// </summary>
public static class WorldFolder
{
    /// <summary>Subfolder of the pictures.</summary>
    public const string Pictures = "pictures";

    /// <summary>Writes the text files.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void WriteText(WorldData world, string folder)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "pairs.tsv", world.Pairs.Select(s => $"{s.PictureName}\t{s.Caption.English}"));
        foreach (string split in new[] { "train", "dev", "test" })
        {
            var scenes = world.Split(split);
            foreach (string language in new[] { "en", "de", "fr" }) Write(folder, $"{split}.{language}", scenes.Select(s => s.Caption.In(language)));
            Write(folder, $"{split}.pictures", scenes.Select(s => s.PictureName));
        }
    }

    /// <summary>Draws scenes into the folder's `pictures/` on all cores; pictures that are there are drawn again.</summary>
    /// <param name="scenes">What to draw.</param>
    /// <param name="folder">Folder of the world.</param>
    /// <param name="side">Width and height, pixels.</param>
    /// <param name="drawn">Told after each picture, from any thread.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <returns>Path of each picture, in the scenes' order.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> WritePictures(
        IReadOnlyList<Scene> scenes, string folder, int side, Action? drawn = null, CancellationToken cancellation = default)
    {
        string pictures = Path.Combine(folder, Pictures);
        Directory.CreateDirectory(pictures);
        var paths = scenes.Select(s => Path.Combine(pictures, s.PictureName)).ToArray();
        try
        {
            Parallel.For(0, scenes.Count, new() { CancellationToken = cancellation }, i =>
            {
                File.WriteAllBytes(paths[i], ScenePainter.PaintPng(scenes[i], side));
                drawn?.Invoke();
            });
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is IOException io)
        {
            throw new IOException($"{pictures}: the demo's pictures cannot be written ({io.Message}); free some space or choose another folder", io);
        }
        return paths;
    }

    private static void Write(string folder, string name, IEnumerable<string> lines) =>
        AtomicFile.WriteText(Path.Combine(folder, name), string.Concat(lines.Select(line => line + "\n")));
}
