using System.Text.Json;

namespace Optiglot.DemoWorld;

/// <summary>The options a demo's folder was begun with: pictures, regions and runs of another world must not be taken for this one's.</summary>
internal static class DemoFolder
{
    private const string File = "demo.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Makes the folder, or checks that what is there was begun with the same options.</summary>
    /// <exception cref="InvalidDataException">It was not.</exception>
    public static void Claim(DemoOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        string path = Path.Combine(options.Folder, File), mine = JsonSerializer.Serialize(options with { Folder = "", Examples = 0 }, Json) + "\n";
        if (!System.IO.File.Exists(path))
        {
            AtomicFile.WriteText(path, mine);
        }
        else if (System.IO.File.ReadAllText(path) != mine)
        {
            throw new InvalidDataException($"{options.Folder}: holds a demo that was begun with other options; delete the folder, or choose another with "
                + "--out");
        }
    }
}
