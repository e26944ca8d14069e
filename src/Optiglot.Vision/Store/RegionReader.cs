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

    public RegionStoreSummary Describe(string path, DetectorInfo detector)
    {
        const float Sure = 0.2f;
        var pictures = new Dictionary<int, long>();
        long rows = 0, regions = 0;
        int fewest = int.MaxValue, most = 0;
        using var command = StoreFile.Command(_connection, "SELECT count, scores, class_ids FROM regions");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            int count = row.GetInt32(0);
            (rows, regions, fewest, most) = (rows + 1, regions + count, Math.Min(fewest, count), Math.Max(most, count));
            var (scores, ids) = (Array<float>("", row, 1, count), Array<int>("", row, 2, count));
            foreach (int id in ids.Where((_, region) => scores[region] >= Sure).Distinct())
                CollectionsMarshal.GetValueRefOrAddDefault(pictures, id, out _)++;
        }
        var top = pictures.Where(pair => detector.ClassName(pair.Key) is not null).OrderByDescending(pair => pair.Value).Take(20);
        return new RegionStoreSummary(path, new FileInfo(path).Length, detector, rows, regions, rows == 0 ? 0 : fewest, most,
            [.. top.Select(pair => (detector.ClassName(pair.Key)!, pair.Value))]);
    }

    public void Dispose()
    {
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
        int count = row.GetInt32(2);
        var features = new float[count * featureWidth];
        if (features.Length > 0) TensorPrimitives.ConvertToSingle(Blob<Half>(name, row, 7, features.Length), features);
        return new RegionSet(row.GetInt32(0), row.GetInt32(1), Array<float>(name, row, 3, 4 * count), Array<float>(name, row, 4, count),
            Array<int>(name, row, 5, count), Array<int>(name, row, 6, count), features);
    }

    private T[] Array<T>(string name, SqliteDataReader row, int column, int length) where T : unmanaged => Blob<T>(name, row, column, length).ToArray();

    /// <summary>SQLite's own bytes of a column, valid until the next row.</summary>
    private ReadOnlySpan<T> Blob<T>(string name, SqliteDataReader row, int column, int length) where T : unmanaged
    {
        var bytes = raw.sqlite3_column_blob(row.Handle, column);
        if (bytes.Length == length * Marshal.SizeOf<T>()) return MemoryMarshal.Cast<byte, T>(bytes);
        string what = $"the row of '{name}' is damaged ({bytes.Length} bytes in column {column + 1})";
        throw new InvalidDataException($"{_path}: {what}; delete the store and run `optiglot detect` again");
    }
}
