using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Optiglot.Vision;

/// <summary>The SQLite file under a region store: schema, connections, who made it, and SQLite's errors in words.</summary>
internal static class StoreFile
{
    private const string Schema = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE regions (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, count INTEGER NOT NULL,
            boxes BLOB NOT NULL, scores BLOB NOT NULL, class_ids BLOB NOT NULL, attribute_ids BLOB NOT NULL, features BLOB NOT NULL);
        CREATE UNIQUE INDEX regions_by_name ON regions (name);
        """ + IdentitySchema;

    /// <summary>
    /// Which file a picture's regions are of, where that is known. Stores of before it have no such table, and programs of before pass it over.
    /// </summary>
    public const string IdentitySchema =
        "CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;";

    private const string Format = "optiglot-regions-1";

    // SQLite's result codes: https://www.sqlite.org/rescode.html
    private const int Busy = 5, Locked = 6, ReadOnlyFile = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 60 };
        var connection = new SqliteConnection(address.ToString());
        try
        {
            connection.Open();
            using var pragmas = Command(connection, "PRAGMA mmap_size = 1099511627776; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;");
            pragmas.ExecuteNonQuery();
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw InWords(path, error);
        }
    }

    public static SqliteCommand Command(SqliteConnection connection, string text, SqliteTransaction? transaction = null)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (text, transaction);
        return command;
    }

    /// <summary>The schema and the detector go in with one transaction: a half-made store cannot be seen, and a failure leaves no file.</summary>
    public static void Create(string path, DetectorInfo detector)
    {
        try
        {
            Guard(path, () => Fill(path, detector));
        }
        catch (IOException error) when (error.InnerException is SqliteException { SqliteErrorCode: Full or InputOutput })
        {
            File.Delete(path);
            throw;
        }
    }

    private static void Fill(string path, DetectorInfo detector)
    {
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        using var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        using var transaction = connection.BeginTransaction();
        using var schema = Command(connection, Schema, transaction);
        schema.ExecuteNonQuery();
        using var meta = Command(connection, "INSERT INTO meta VALUES ('format', $format), ('detector', $detector)", transaction);
        meta.Parameters.AddWithValue("$format", Format);
        meta.Parameters.AddWithValue("$detector", detector.ToJson());
        meta.ExecuteNonQuery();
        transaction.Commit();
    }

    /// <summary>Takes back what a killed process left half-written: only a writing connection may roll its journal back.</summary>
    public static void Recover(string path) => Guard(path, () =>
    {
        if (!File.Exists(path + "-journal")) return;
        using var connection = Connect(path, SqliteOpenMode.ReadWrite);
        using var look = Command(connection, "SELECT COUNT(*) FROM sqlite_master");
        look.ExecuteScalar();
    });

    public static DetectorInfo ReadDetector(string path)
    {
        string NotAStore(string why) => $"{path}: not a region store ({why}); make one with `optiglot detect PHOTOS --out FILE` or `optiglot regions import`";
        try
        {
            using var connection = Connect(path, SqliteOpenMode.ReadOnly);
            if (Meta(connection, "format") is var format && format != Format)
                throw new InvalidDataException(NotAStore($"its format is '{format}', not '{Format}'"));
            return DetectorInfo.FromJson(Meta(connection, "detector") ?? throw new InvalidDataException(NotAStore("it does not say which detector made it")));
        }
        catch (SqliteException error) when (error.SqliteErrorCode is 1 or NotADatabase) { throw new InvalidDataException(NotAStore(error.Message), error); }
        catch (SqliteException error) { throw InWords(path, error); }
        catch (JsonException error) { throw new InvalidDataException(NotAStore("its detector entry cannot be read"), error); }
    }

    /// <summary>Refuses to mix vectors that mean different things.</summary>
    public static void CheckSame(string path, DetectorInfo found, DetectorInfo wanted)
    {
        string? difference =
            found.FeatureWidth != wanted.FeatureWidth ? $"has {found.FeatureWidth} features a region, not {wanted.FeatureWidth}"
            : found.Sha256 != wanted.Sha256 || found.Name != wanted.Name
                ? $"was made by {found.Name} with weights {Short(found.Sha256)}, not {wanted.Name} with {Short(wanted.Sha256)}"
            : found.FeatureSource != wanted.FeatureSource ? $"pools features from '{found.FeatureSource}', not '{wanted.FeatureSource}'"
            : null;
        if (difference is not null)
            throw new InvalidDataException($"{path}: the region store {difference}; use that detector's store, or make a new one with `optiglot detect`");
    }

    public static InvalidDataException WithoutName(string path) =>
        new($"{path}: the region store is damaged (a row has no name); delete it and run `optiglot detect` again");

    public static void Guard(string path, Action action) => Guard(path, () => { action(); return true; });

    public static T Guard<T>(string path, Func<T> action)
    {
        try { return action(); }
        catch (SqliteException error) { throw InWords(path, error); }
    }

    private static string? Meta(SqliteConnection connection, string key)
    {
        using var command = Command(connection, "SELECT value FROM meta WHERE key = $key");
        command.Parameters.AddWithValue("$key", key);
        return command.ExecuteScalar() as string;
    }

    private static Exception InWords(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        Full => new IOException(
            $"{path}: the disk is full, nothing of this batch was saved and what was there before still is; " +
            "free some space and run the same command again", error),
        Busy or Locked => new IOException($"{path}: another process is writing the region store; wait for it to end, or stop it", error),
        ReadOnlyFile or CannotOpen => new IOException(
            $"{path}: the region store cannot be opened or written ({error.Message}); check the folder and its rights", error),
        InputOutput => new IOException(
            $"{path}: the disk is full or failed ({error.Message.TrimEnd('.')}), nothing of this batch was saved and what was there before still is; " +
            "free some space or check the disk, and run the same command again", error),
        NotADatabase => new InvalidDataException($"{path}: not a region store; make one with `optiglot detect PHOTOS --out FILE`", error),
        Corrupt => new InvalidDataException($"{path}: the region store is damaged ({error.Message}); delete it and run `optiglot detect` again", error),
        _ => new InvalidDataException($"{path}: the region store cannot be read ({error.Message}); delete it and run `optiglot detect` again", error),
    };

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;
}
