using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Optiglot.Vision;

/// <summary>The one writing connection of a region store.</summary>
internal sealed class RegionWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert, _identify, _forget;
    private readonly int _featureWidth;

    public RegionWriter(string path, DetectorInfo detector)
    {
        _featureWidth = detector.FeatureWidth;
        _connection = StoreFile.Connect(path, SqliteOpenMode.ReadWrite);
        using (var identities = StoreFile.Command(_connection, StoreFile.IdentitySchema)) identities.ExecuteNonQuery();
        _identify = WithParameters("INSERT OR REPLACE INTO files (name, bytes, sha256) VALUES ($name, $bytes, $sha256)", "$name", "$bytes", "$sha256");
        _forget = WithParameters("DELETE FROM files WHERE name = $name", "$name");
        _insert = WithParameters("""
            INSERT INTO regions (name, width, height, count, boxes, scores, class_ids, attribute_ids, features)
            VALUES ($name, $width, $height, $count, $boxes, $scores, $class_ids, $attribute_ids, $features)
            ON CONFLICT (name) DO UPDATE SET width = excluded.width, height = excluded.height, count = excluded.count, boxes = excluded.boxes,
                scores = excluded.scores, class_ids = excluded.class_ids, attribute_ids = excluded.attribute_ids, features = excluded.features
            """,
            "$name", "$width", "$height", "$count", "$boxes", "$scores", "$class_ids", "$attribute_ids", "$features");
    }

    /// <summary>For tests: the most pages of 4096 bytes the file may have, so that the disk seems full.</summary>
    public void LimitPages(int pages)
    {
        using var command = StoreFile.Command(_connection, $"PRAGMA max_page_count = {pages}");
        command.ExecuteNonQuery();
    }

    public void Put(IEnumerable<(string Name, RegionSet Regions, PictureIdentity? Identity)> pictures)
    {
        using var transaction = _connection.BeginTransaction();
        _insert.Transaction = _identify.Transaction = _forget.Transaction = transaction;
        foreach (var (name, regions, identity) in pictures)
        {
            if (regions.Count > 0 && regions.FeatureWidth != _featureWidth)
                throw new ArgumentException($"{name}: {regions.FeatureWidth} features a region do not go into a store of {_featureWidth}; make a new store");
            if (RegionNumbers.Fault(regions) is { } fault) throw new InvalidDataException($"{name}: {fault}; detect or import it anew");
            Bind(name, regions);
            _insert.ExecuteNonQuery();
            Identify(name, identity);
        }
        transaction.Commit();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _identify.Dispose();
        _forget.Dispose();
        _connection.Dispose();
    }

    private void Identify(string name, PictureIdentity? identity)
    {
        var command = identity is null ? _forget : _identify;
        object[] values = identity is { } known ? [name, known.Bytes, known.Sha256] : [name];
        for (int i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private SqliteCommand WithParameters(string text, params IEnumerable<string> names)
    {
        var command = StoreFile.Command(_connection, text);
        foreach (string name in names) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private void Bind(string name, RegionSet regions)
    {
        var half = new Half[regions.Features.Length];
        TensorPrimitives.ConvertToHalf(regions.Features, half);
        if (half.Length > 0 && !TensorPrimitives.IsFiniteAll<Half>(half))
            throw new InvalidDataException($"{name}: a feature is beyond ±65504, which the store's fp16 cannot hold; scale the features down");
        object[] values =
        [
            name, regions.ImageWidth, regions.ImageHeight, regions.Count, Bytes(regions.Boxes), Bytes(regions.Scores),
            Bytes(regions.ClassIds), Bytes(regions.AttributeIds), Bytes(half),
        ];
        for (int i = 0; i < values.Length; i++) _insert.Parameters[i].Value = values[i];
    }

    private static byte[] Bytes<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
