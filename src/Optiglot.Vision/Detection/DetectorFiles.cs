using System.Text.Json;

namespace Optiglot.Vision;

/// <summary>Finds detectors' files by name, and tells their kind before anything else of them is read.</summary>
internal static class DetectorFiles
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The path itself, or NAME.json in one of the folders, else in `detectors` beside the program, in the working folder or above it.</summary>
    /// <exception cref="FileNotFoundException">There is none; the message lists the names there are.</exception>
    public static string Find(string nameOrPath, IEnumerable<string> folders)
    {
        if (File.Exists(nameOrPath)) return nameOrPath;
        var shared = Folders.Above("detectors").ToList();
        string? file = folders.Concat(shared).Select(folder => Path.Combine(folder, nameOrPath + ".json")).FirstOrDefault(File.Exists);
        if (file is not null) return file;
        var known = shared.SelectMany(folder => Directory.EnumerateFiles(folder, "*.json")).Select(Path.GetFileNameWithoutExtension).Distinct().Order();
        throw new FileNotFoundException($"{nameOrPath}: no such detector; known are {string.Join(", ", known)}, or give the path of a detector's file");
    }

    /// <summary>What the key `kind` says; null where the file is no JSON object or has no such text.</summary>
    public static string? KindOf(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("kind", out var kind)
                && kind.ValueKind == JsonValueKind.String ? kind.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
