using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Optiglot.Testing;

namespace Optiglot.Vision.Tests;

/// <summary>Damaged region stores, detectors and tables are taken or told in one line.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static void ReadStore(string file)
    {
        foreach (string beside in (string[])["-wal", "-shm", "-journal"]) File.Delete(file + beside);
        using RegionStore store = RegionStore.Open(file);
        foreach (string name in store.Names)
            if (store.TryGet(name, out RegionSet? regions)) _ = (TagText.Build(regions, store.Detector), regions.Limit(1));
        store.Describe();
        _ = store.Count;
    }

    [Fact]
    public void RegionStores()
    {
        using (RegionStore store = RegionStore.Create(folder.File("sound.sqlite"), RegionSets.Detector))
            store.Put(Enumerable.Range(0, 9).Select(i => ($"{i}.jpg", RegionSets.Random(i))));
        byte[] sound = File.ReadAllBytes(folder.File("sound.sqlite"));
        int refused = Mutations.AssertToldOrTaken(folder.File("a.sqlite"), new Mutations(seed: 1).Of(sound, 1200), ReadStore, typeof(IOException));
        Assert.InRange(refused, 300, 1200);
    }

    // What SQLite itself takes: any value in any column, and another detector's text.
    [Fact]
    public void ValuesOfRegionStores()
    {
        object[] values = [DBNull.Value, 0L, -1L, 3L, long.MaxValue, 1e300, "", "x", "\0", Array.Empty<byte>(), new byte[4], new byte[1000]];
        string[] columns = ["name", "width", "height", "count", "boxes", "scores", "class_ids", "attribute_ids", "features"];
        foreach (string column in columns)
        {
            foreach (object value in values)
            {
                WriteLoose(JsonSerializer.Serialize(RegionSets.Detector), column, value);
                Mutations.AssertToldOrTaken(folder.File("a.sqlite"), [File.ReadAllBytes(folder.File("loose.sqlite"))], ReadStore);
            }
        }

        int refused = 0;
        foreach (byte[] detector in new Mutations(seed: 2).OfJson(JsonSerializer.SerializeToUtf8Bytes(RegionSets.Detector), 200))
        {
            WriteLoose(Encoding.UTF8.GetString(detector), "width", 640L);
            refused += Mutations.AssertToldOrTaken(folder.File("a.sqlite"), [File.ReadAllBytes(folder.File("loose.sqlite"))], ReadStore);
        }

        Assert.InRange(refused, 50, 200);
    }

    [Fact]
    public void Detectors()
    {
        byte[] model = OnnxModels.Yolox(new float[20 * 7]);
        folder.Write("tiny.onnx", model);
        byte[] sound = Encoding.UTF8.GetBytes($$"""
            {
              "name": "tiny", "kind": "yolox", "model": { "file": "tiny.onnx", "licence": "none" },
              "input": { "name": "images", "width": 32, "height": 32, "mean": [0, 0, 0], "scale": [1, 1, 1], "channels": "BGR", "resize": "letterbox", "pad": 114 },
              "outputs": { "predictions": "output" }, "strides": [8, 16], "featureMaps": [ { "tensor": "blocks", "stride": 8, "grid": 1 } ], "labels": ["cat", "dog"],
              "attributes": [], "boxUnit": "input"
            }
            """);
        DecodedImage image = new(32, 32, new byte[3 * 32 * 32]);
        int refused = Mutations.AssertToldOrTaken(
            folder.File("a.json"), new Mutations(seed: 3).OfJson(sound, 700).Concat(new Mutations(seed: 4).Of(sound, 300)), file =>
        {
            using IRegionDetector detector = RegionDetectors.Load(file);
            detector.Detect([image], new RegionLimits { Min = 1 });
        }, typeof(FileNotFoundException), typeof(MissingWeightsException));
        Assert.InRange(refused, 400, 1000);
    }

    [Theory]
    [InlineData("joined", "\"parts\": [\"b\", \"c\"]")]
    [InlineData("grid", "\"vectors\": \"b\", \"rows\": 2, \"columns\": 2")]
    public void ComposedDetectors(string kind, string rest)
    {
        byte[] sound = Encoding.UTF8.GetBytes($$"""{ "name": "tiny", "kind": "{{kind}}", {{rest}} }""");
        Mutations.AssertToldOrTaken(folder.File("a.json"), new Mutations(seed: 5).OfJson(sound, 300), file => ComposedManifest.Load(file));
    }

    // It loads, and takes pictures of another size.
    [Fact]
    public void ANetworkThatCannotRunIsTold()
    {
        folder.Write("tiny.onnx", OnnxModels.BottomUp(side: 32));
        string manifest = folder.Write("a.json", Encoding.UTF8.GetBytes("""
            {
              "name": "tiny", "kind": "bottom-up", "model": { "file": "tiny.onnx", "licence": "none" }, "input": { "name": "image", "resize": "stretch", "width": 64, "height": 64 },
              "outputs": { "boxes": "boxes", "scores": "scores", "classes": "classes", "features": "features" }, "labels": ["cat", "dog"]
            }
            """));
        using IRegionDetector detector = RegionDetectors.Load(manifest);
        string message = Assert.Throws<InvalidDataException>(
            () => detector.Detect([new DecodedImage(32, 32, new byte[3 * 32 * 32])], new RegionLimits())).Message;
        Assert.StartsWith(manifest, message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void PackedTables()
    {
        string line = BottomUpTsvTests.Line("7", "100", "50", "1", BottomUpTsvTests.Base64(0f, 0, 50, 25), BottomUpTsvTests.Base64(1f, 2)) + "\n";
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line, 50))));
        int refused = Mutations.AssertToldOrTaken(folder.File("a.tsv.gz"), new Mutations(seed: 6).Of(packed.ToArray(), 1000), file =>
            BottomUpTsv.Read(file, ".jpg").Count());
        Assert.InRange(refused, 300, 1000);
    }

    // As a store is, without its guards, with one row in which one column has that value.
    private void WriteLoose(string detector, string column, object value)
    {
        File.Delete(folder.File("loose.sqlite"));
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = folder.File("loose.sqlite"), Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA synchronous = OFF;
            CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
            CREATE TABLE regions (id INTEGER PRIMARY KEY, name, width, height, count, boxes, scores, class_ids, attribute_ids, features);
            INSERT INTO meta VALUES ('format', 'optiglot-regions-1'), ('detector', $detector);
            INSERT INTO regions (name, width, height, count, boxes, scores, class_ids, attribute_ids, features)
            VALUES ($name, $width, $height, $count, $boxes, $scores, $class_ids, $attribute_ids, $features);
            """;
        command.Parameters.AddWithValue("$detector", detector);
        Dictionary<string, object> row = new()
        {
            ["name"] = "a.jpg", ["width"] = 640L, ["height"] = 480L, ["count"] = 1L, ["boxes"] = Bytes(0f, 0, 1, 1), ["scores"] = Bytes(1f),
            ["class_ids"] = Bytes(0),
            ["attribute_ids"] = Bytes(-1), ["features"] = Bytes((Half)1, (Half)1, (Half)1, (Half)1, (Half)1), [column] = value,
        };
        foreach ((string name, object each) in row) command.Parameters.AddWithValue("$" + name, each);
        command.ExecuteNonQuery();
    }

    private static byte[] Bytes<T>(params T[] values) where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
