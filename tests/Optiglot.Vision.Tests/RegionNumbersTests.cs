using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Optiglot.Vision.Tests;

/// <summary>Numbers that cannot be go into no store, and come out of none: the picture is named, before hours of training are spent.</summary>
public sealed class RegionNumbersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Store => folder.File("regions.sqlite");

    public void Dispose() => folder.Dispose();

    private static byte[] Bytes<T>(params T[] values) where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static RegionSet One(float[] box, float score = 1, int id = 0, float feature = 1) => new(10, 10, box, [score], [id], null, [1, 2, 3, 4, feature]);

    [Theory]
    [InlineData(float.NaN, 0, 1, 1, "outside")]
    [InlineData(0, 0, 1e30f, 1, "outside")]
    [InlineData(-1e30f, 0, 1, 1, "outside")]
    [InlineData(0.8f, 0, 0.2f, 1, "reversed")]
    [InlineData(0, 0.9f, 1, 0.1f, "reversed")]
    [InlineData(0.5f, 0, 0.5f, 1, "empty")]
    public void ABoxThatCannotBeIsNoneOfAStore(float x1, float y1, float x2, float y2, string says)
    {
        using var store = RegionStore.Create(Store, RegionSets.Detector);
        store.Put("b.jpg", RegionSets.Random(1));
        AssertSays(Assert.Throws<InvalidDataException>(() => store.Put("a.jpg", One([x1, y1, x2, y2]))), "a.jpg", "region 1", says);
        Write("boxes", Bytes(x1, y1, x2, y2));
        AssertSays(Assert.Throws<InvalidDataException>(() => store.TryGet("a.jpg", out _)), Store, "a.jpg", "region 1", says);
        AssertSays(Assert.Throws<InvalidDataException>(() => store.TryDescribe("a.jpg", out _)), Store, "a.jpg", says);
        AssertSays(Assert.Throws<InvalidDataException>(() => store.Describe()), Store, "a.jpg", says);
        Assert.True(store.TryGet("b.jpg", out _));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void AScoreOrAFeatureIsANumber(float bad)
    {
        using var store = RegionStore.Create(Store, RegionSets.Detector);
        AssertSays(Assert.Throws<InvalidDataException>(() => store.Put("a.jpg", One([0, 0, 1, 1], score: bad))), "a.jpg", "score");
        AssertSays(Assert.Throws<InvalidDataException>(() => store.Put("a.jpg", One([0, 0, 1, 1], feature: bad))), "a.jpg", "number 5 of 5");
        Write("features", Bytes((Half)1, (Half)2, (Half)bad, (Half)4, (Half)5));
        AssertSays(Assert.Throws<InvalidDataException>(() => store.TryGet("a.jpg", out _)), Store, "a.jpg", "number 3 of 5");
        Write("scores", Bytes(bad));
        AssertSays(Assert.Throws<InvalidDataException>(() => store.TryGet("a.jpg", out _)), Store, "a.jpg", "score");
    }

    [Theory]
    [InlineData("count", long.MaxValue)]
    [InlineData("count", -1L)]
    [InlineData("count", 1L << 33)]
    [InlineData("width", long.MaxValue)]
    [InlineData("count", "many")]
    [InlineData("class_ids", 7L)]
    public void AnyOtherValueIsADamagedRow(string column, object value)
    {
        using var store = RegionStore.Create(Store, RegionSets.Detector);
        Write(column, value);
        AssertSays(Assert.Throws<InvalidDataException>(() => store.TryGet("a.jpg", out _)), Store, "a.jpg", "damaged");
    }

    [Fact]
    public void ADetectorsBoxWithoutAreaIsLeftOutAndAReversedOneIsTold()
    {
        RegionSelection Of(params float[] boxes) => new()
        {
            ImageWidth = 100, ImageHeight = 100, UnitX = 0.01f, UnitY = 0.01f, Boxes = boxes, Scores = [.. Enumerable.Repeat(1f, boxes.Length / 4)],
            Features = new float[boxes.Length / 4],
        };
        RegionLimits limits = new() { ScoreThreshold = 0 };
        // The second lies beyond the right edge, the third is a line.
        Assert.Equal([0, 0, 0.5f, 0.25f], Of(0, 0, 50, 25, 110, 0, 130, 20, 5, 5, 5, 9).Select(limits).Boxes);
        Assert.Contains("reversed", Assert.Throws<InvalidDataException>(() => Of(50, 0, 0, 25).Select(limits)).Message);
        Assert.Contains("far outside", Assert.Throws<InvalidDataException>(() => Of(0, 0, 1e30f, 25).Select(limits)).Message);
    }

    // A row of one region with one column's value in place of a right one.
    private void Write(string column, object value)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = Store, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO regions (name, width, height, count, boxes, scores, class_ids, attribute_ids, features) "
            + "VALUES ('a.jpg', $width, $height, $count, $boxes, $scores, $class_ids, $attribute_ids, $features)";
        Dictionary<string, object> row = new()
        {
            ["width"] = 10L, ["height"] = 10L, ["count"] = 1L, ["boxes"] = Bytes(0f, 0, 1, 1), ["scores"] = Bytes(1f), ["class_ids"] = Bytes(0),
            ["attribute_ids"] = Bytes(-1),
            ["features"] = Bytes((Half)1, (Half)1, (Half)1, (Half)1, (Half)1), [column] = value,
        };
        foreach ((string name, object each) in row) command.Parameters.AddWithValue("$" + name, each);
        command.ExecuteNonQuery();
    }

    private static void AssertSays(Exception error, params string[] says)
    {
        Assert.DoesNotContain('\n', error.Message);
        Assert.All(says, part => Assert.Contains(part, error.Message));
    }
}
