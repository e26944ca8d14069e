using System.Globalization;
using Optiglot.Vision;

namespace Optiglot.Training;

/// <summary>
/// How many of the pictures that texts name there are. A sentence whose picture is missing counts as one without, which nobody should find out from the scores.
/// </summary>
/// <param name="Wanted">Pictures that are named.</param>
/// <param name="Missing">Those that are not there, in the order of their names.</param>
public sealed record PictureCoverage(int Wanted, IReadOnlyList<string> Missing)
{
    /// <summary>As many names as are told where many are missing.</summary>
    public const int NamesTold = 5;

    /// <summary>Looks names up in a folder, and in a store where there is one.</summary>
    public static PictureCoverage Of(IReadOnlySet<string> wanted, string folder, RegionStore? store) =>
        new(wanted.Count, [.. wanted.Where(name => store?.Contains(name) != true && !File.Exists(Path.Combine(folder, name))).Order(StringComparer.Ordinal)]);

    /// <summary>The remark for people; null where nothing is missing.</summary>
    /// <param name="folder">Where pictures were looked for.</param>
    public string? Describe(string folder)
    {
        if (Missing.Count == 0) return null;
        string names = string.Join(", ", Missing.Take(NamesTold)) + (Missing.Count > NamesTold ? ", …" : "");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Missing.Count:N0} of the {Wanted:N0} pictures that the texts name are neither in {folder} nor in the region store, "
            + $"and their sentences count as sentences without a picture: {names}");
    }

    /// <summary>What a store lacks that was written before stores took note of files, or with regions from elsewhere.</summary>
    public static string Unknown(RegionStore store, long pictures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{store.Path}: knows {pictures:N0} pictures by their names alone (imported, or written by an earlier version): another of such a name would go "
            + $"unnoticed; "
        + $"`detect --again` makes it good");
}
