using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Optiglot.Text.Tests;

/// <summary>The Multi30K files, where this machine has them: under OPTIGLOT_DATA, or a <c>shared/data</c> folder beside the repository.</summary>
internal static class Multi30K
{
    public static readonly string[] Sets = ["train", "val", "test_2016_flickr", "test_2017_flickr", "test_2017_mscoco"];

    public static string[] Raw(string set, string language)
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(Folder(), "raw", $"{set}.{language}.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        return reader.ReadToEnd().TrimEnd('\n').Split('\n');
    }

    public static string[] Tokenized(string set, string language) =>
        File.ReadAllText(Path.Combine(Folder(), "tok", $"{set}.lc.norm.tok.{language}")).TrimEnd('\n').Split('\n');

    /// <summary>A file of the shared folder, or the test is skipped.</summary>
    public static string Shared(params string[] path)
    {
        string? data = Environment.GetEnvironmentVariable("OPTIGLOT_DATA");
        IEnumerable<string> roots = Parents(Source()).Select(folder => Path.Combine(folder, "shared"));
        if (data is not null)
            roots = roots.Prepend(Path.GetFullPath(Path.Combine(data, "..")));
        string? found = roots.Select(root => Path.Combine([root, .. path])).FirstOrDefault(Path.Exists);
        Assert.SkipWhen(found is null, $"{Path.Combine(path)} is not on this machine: set OPTIGLOT_DATA to the data folder.");
        return found!;
    }

    private static string Folder() => Shared("data", "multi30k", "task1");

    private static IEnumerable<string> Parents(string file)
    {
        for (string? folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
            yield return folder;
    }

    private static string Source([CallerFilePath] string file = "") => file;
}
