using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Optiglot.Vision;

/// <summary>A reading connection of a region store with its prepared commands; used by one thread at a time.</summary>
internal sealed class RegionReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private const string Columns = "width, height, count, boxes, scores, class_ids, attribute_ids";

    private readonly SqliteCommand _find, _describe, _contains;
    private readonly string _path;
    private SqliteCommand? _identity;
    private readonly int _featureWidth;

    public RegionReader(string path, int featureWidth)
    {
        (_path, _featureWidth) = (path, featureWidth);
        _connection = StoreFile.Connect(path, SqliteOpenMode.ReadOnly);
        _find = ByName($"SELECT {Columns}, features FROM regions WHERE name = $name");
        _describe = ByName($"SELECT {Columns} FROM regions WHERE name = $name");
        _contains = ByName("SELECT 1 FROM regions WHERE name = $name");
    }

    /// <summary>A picture's regions; without vectors, which are nearly all of a row, if they are not wanted.</summary>
    public RegionSet? Find(string name, bool withFeatures)
    {
        var command = withFeatures ? _find : _describe;
        command.Parameters[0].Value = name;
        using var row = command.ExecuteReader();
        return row.Read() ? ReadRow(name, row, withFeatures ? _featureWidth : 0) : null;
    }

    public bool Contains(string name)
    {
        _contains.Parameters[0].Value = name;
        return _contains.ExecuteScalar() is not null;
    }

    public long Count()
    {
        using var command = StoreFile.Command(_connection, "SELECT COUNT(*) FROM regions");
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Which file a picture's regions are of; null where it is not known.</summary>
    public PictureIdentity? Identity(string name)
    {
        if (!HasIdentities()) return null;
        _identity ??= ByName("SELECT bytes, sha256 FROM files WHERE name = $name");
        _identity.Parameters[0].Value = name;
        using var row = _identity.ExecuteReader();
        return row.Read() ? new PictureIdentity(row.GetInt64(0), row.GetString(1)) : null;
    }

    /// <summary>Number of pictures whose file is known.</summary>
    public long CountIdentities()
    {
        if (!HasIdentities()) return 0;
        using var command = StoreFile.Command(_connection, "SELECT COUNT(*) FROM files");
        return (long)command.ExecuteScalar()!;
    }

    // The writing connection gives a store of before the table.
    private bool HasIdentities()
    {
        if (_identity is not null) return true;
        using var command = StoreFile.Command(_connection, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'files'");
        return (long)command.ExecuteScalar()! > 0;
    }

    public RegionStoreSummary Describe(string path, DetectorInfo detector)
    {
        const float Sure = 0.2f;
        var pictures = new Dictionary<int, long>();
        long rows = 0, regions = 0;
        int fewest = int.MaxValue, most = 0;
        using var command = StoreFile.Command(_connection, $"SELECT {Columns}, name FROM regions");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var picture = ReadRow(row.IsDBNull(7) ? "(no name)" : row.GetString(7), row, 0);
            var (count, scores, ids) = (picture.Count, picture.Scores, picture.ClassIds);
            (rows, regions, fewest, most) = (rows + 1, regions + count, Math.Min(fewest, count), Math.Max(most, count));
            foreach (int id in ids.Where((_, region) => scores[region] >= Sure).Distinct())
                CollectionsMarshal.GetValueRefOrAddDefault(pictures, id, out _)++;
        }
        var top = pictures.Where(pair => detector.ClassName(pair.Key) is not null).OrderByDescending(pair => pair.Value).Take(20);
        return new RegionStoreSummary(path, new FileInfo(path).Length, detector, rows, CountIdentities(), regions, rows == 0 ? 0 : fewest, most,
            [.. top.Select(pair => (detector.ClassName(pair.Key)!, pair.Value))]);
    }

    public void Dispose()
    {
        _identity?.Dispose();
        _find.Dispose();
        _describe.Dispose();
        _contains.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand ByName(string text)
    {
        var command = StoreFile.Command(_connection, text);
        command.Parameters.Add("$name", SqliteType.Text);
        return command;
    }

    private RegionSet ReadRow(string name, SqliteDataReader row, int featureWidth)
    {
        int count = Number(name, row, 2);
        float[] boxes = Array<float>(name, row, 3, 4L * count), scores = Array<float>(name, row, 4, count);
        var halves = featureWidth == 0 ? [] : Blob<Half>(name, row, 7, (long)count * featureWidth);
        float[] features = new float[halves.Length];
        if (halves.Length > 0) TensorPrimitives.ConvertToSingle(halves, features);
        RegionSet regions = new(Number(name, row, 0), Number(name, row, 1), boxes, scores, Array<int>(name, row, 5, count), Array<int>(name, row, 6, count),
            features);
        return RegionNumbers.Fault(regions) is { } fault ? throw Damaged(name, fault) : regions;
    }

    private int Number(string name, SqliteDataReader row, int column) =>
        !row.IsDBNull(column) && row.GetFieldType(column) == typeof(long) && row.GetInt64(column) is >= 0 and <= int.MaxValue and var number
            ? (int)number : throw Damaged(name, $"column {column + 1} is no whole number that can be");

    private T[] Array<T>(string name, SqliteDataReader row, int column, long length) where T : unmanaged => Blob<T>(name, row, column, length).ToArray();

    /// <summary>SQLite's own bytes of a column, valid until the next row.</summary>
    private ReadOnlySpan<T> Blob<T>(string name, SqliteDataReader row, int column, long length) where T : unmanaged
    {
        var bytes = raw.sqlite3_column_blob(row.Handle, column);
        return bytes.Length == length * Marshal.SizeOf<T>() ? MemoryMarshal.Cast<byte, T>(bytes)
            : throw Damaged(name, $"{bytes.Length} bytes in column {column + 1}");
    }

    private InvalidDataException Damaged(string name, string why) =>
        new($"{_path}: the row of '{name}' is damaged ({why}); delete the store and run `optiglot detect` again");
}
