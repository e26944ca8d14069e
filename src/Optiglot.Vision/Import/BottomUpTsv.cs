using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Optiglot.Vision;

/// <summary>
/// Regions from the tables that bottom-up attention and its followers share: tab-separated, arrays in base64. Two layouts are known by their number of columns:
/// 10 (img_id img_h img_w objects_id objects_conf attrs_id attrs_conf num_boxes boxes features) and 6 (image_id image_w image_h num_boxes boxes features).
/// </summary>
public static class BottomUpTsv
{
    /// <summary>Reads a table, plain or .gz, a picture at a time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="extension">Put after each picture id to make the picture's file name.</param>
    /// <param name="limits">Regions a picture; default: all up to 100, whatever their score.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A line that is no such row; the message names it.</exception>
    public static IEnumerable<(string Name, RegionSet Regions)> Read(string path, string extension = ".jpg", RegionLimits? limits = null)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: no such table; check the name");
        using Stream file = File.OpenRead(path), stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress) : file;
        foreach (var picture in Read(stream, path, extension, limits)) yield return picture;
    }

    /// <summary>As above, of a stream; <paramref name="name"/> is what error messages call it.</summary>
    public static IEnumerable<(string Name, RegionSet Regions)> Read(Stream stream, string name, string extension = ".jpg", RegionLimits? limits = null)
    {
        limits ??= new RegionLimits { ScoreThreshold = 0 };
        var lines = new LineReader(stream, name);
        while (lines.TryRead(out var line))
            if (line.Length > 0) yield return Row(line.Span, $"{name}: line {lines.Line}", extension, limits);
    }

    private static (string, RegionSet) Row(ReadOnlySpan<byte> line, string where, string extension, RegionLimits limits)
    {
        Span<Range> columns = stackalloc Range[12];
        int found = 0;
        foreach (var column in line.Split((byte)'\t'))
            if (found < columns.Length) columns[found++] = column;
        bool long10 = found == 10;
        if (found is not (6 or 10))
            throw new InvalidDataException($"{where} has {found} columns, not 10 (LXMERT's layout) or 6 (bottom-up-attention's); check the file");
        int height = Number(line[columns[long10 ? 1 : 2]], "image height", where), width = Number(line[columns[long10 ? 2 : 1]], "image width", where);
        int count = Number(line[columns[found - 3]], "num_boxes", where);
        if (width < 1 || height < 1 || count > 10_000)
            throw new InvalidDataException($"{where}: a picture of {width}x{height} pixels and {count} boxes cannot be; check the file");
        try
        {
            var regions = new RegionSelection
            {
                ImageWidth = width,
                ImageHeight = height,
                UnitX = 1f / width,
                UnitY = 1f / height,
                Boxes = Numbers<float>(line[columns[found - 2]], 4 * count, "boxes"),
                Scores = long10 ? Numbers<float>(line[columns[4]], count, "objects_conf") : [.. Enumerable.Repeat(1f, count)],
                ClassIds = long10 ? Ids(line[columns[3]], count, "objects_id") : null,
                AttributeIds = long10 ? Ids(line[columns[5]], count, "attrs_id") : null,
                Features = Numbers<float>(line[columns[found - 1]], null, "features"),
            };
            return (Encoding.UTF8.GetString(line[columns[0]]) + extension, regions.Select(limits));
        }
        catch (InvalidDataException error) { throw new InvalidDataException($"{where}: {error.Message}; check the file, or fetch it again", error); }
    }

    private static int Number(ReadOnlySpan<byte> text, string what, string where) =>
        int.TryParse(text, out int value) && value >= 0 ? value : throw new InvalidDataException($"{where}: {what} is no number; check the file");

    private static int[] Ids(ReadOnlySpan<byte> text, int count, string what) =>
        Array.ConvertAll(Numbers<long>(text, count, what), id => (int)Math.Clamp(id, RegionSet.None, int.MaxValue));

    private static T[] Numbers<T>(ReadOnlySpan<byte> text, int? count, string what) where T : unmanaged
    {
        byte[] bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, bytes, out _, out int length) != OperationStatus.Done) throw new InvalidDataException($"{what} is not base64");
        int size = Marshal.SizeOf<T>();
        if (length % size != 0 || (count is not null && length != count * size))
            throw new InvalidDataException($"{what} has {length} bytes, not {count * size}");
        return MemoryMarshal.Cast<byte, T>(bytes.AsSpan(0, length)).ToArray();
    }
}
