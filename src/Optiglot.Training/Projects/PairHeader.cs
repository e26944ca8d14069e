using System.Globalization;

namespace Optiglot.Training;

/// <summary>Finds the columns of source, target and picture among a table's names.</summary>
/// <param name="file">What errors call it.</param>
/// <param name="columns">What the user said of them.</param>
/// <param name="from">Code of the source language.</param>
/// <param name="to">Code of the target language.</param>
internal sealed class PairHeader(string file, PairColumns columns, string from, string to)
{
    private static readonly string[] Pictures = ["picture", "image", "photo", "pictures", "images", "photos"];

    /// <summary>Whether the first row is a pair already.</summary>
    internal bool IsAbsent => columns.NoHeader;

    /// <summary>Places of source, target and picture, the last -1 where there is none.</summary>
    /// <param name="names">The names; without a header, the cells of the first pair.</param>
    /// <param name="pictureNeeded">Whether a picture's column that the user named must be there.</param>
    /// <param name="place">What an error calls this row; null: the file.</param>
    /// <exception cref="InvalidDataException">A column is not there.</exception>
    internal int[] Places(IReadOnlyList<string> names, bool pictureNeeded = true, string? place = null)
    {
        int[] found =
        [
            Find(columns.Source, 1, ["source", "src", from], "source"), Find(columns.Target, 2, ["target", "tgt", to], "target"),
                Find(columns.Picture, 3, Pictures, "picture"),
        ];
        if (found[0] == found[1]) throw new InvalidDataException(
            $"{place ?? file}: source and target are the same column, '{names[found[0]].Trim()}'; name others with --source-column and --target-column");
        return found;

        int Find(string? asked, int usual, string[] known, string what)
        {
            bool isNeeded = what != "picture" || (asked is not null && pictureNeeded);
            int at = asked is not null && int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number - 1
                : IsAbsent && asked is null ? usual - 1
                : (asked is null ? known : [asked]).Select(name => Index(names, name)).FirstOrDefault(index => index >= 0, -1);
            if (at >= 0 && at < names.Count) return at;
            if (!isNeeded) return -1;
            string there = string.Join(", ", names.Select(name => $"'{name.Trim()}'"));
            string near = NearestName.Find(asked ?? what, names.Select(name => name.Trim())) is { } hint ? $"; did you mean --{what}-column {hint}?"
                : $"; say which with --{what}-column NAME (or its place, from 1)";
            string header = IsAbsent ? "" : ", and --no-header where the first line is a pair already";
            throw new InvalidDataException(
                $"{place ?? file}: has no column {(asked is null ? string.Join(" or ", known.Distinct().Select(name => $"'{name}'")) : $"'{asked}'")}; it "
                + $"has {there}{near}{header}");
        }
    }

    private static int Index(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
            if (names[i].Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }
}
