using Microsoft.Data.Sqlite;

namespace Optiglot.Training.Tests;

/// <summary>A region store with numbers that cannot be is told with the picture, not as training that diverged.</summary>
public sealed class StoreNumbersTests
{
    [Theory]
    [InlineData("boxes", new float[] { 0, 0, float.NaN, 1 })]
    [InlineData("boxes", new float[] { 0, 0, 1e30f, 1 })]
    [InlineData("boxes", new float[] { 0.9f, 0, 0.1f, 1 })]
    [InlineData("features", null)]
    public void TheStoreAndThePictureAreNamed(string column, float[]? numbers)
    {
        using var world = new ToyWorld(pictures: true);
        byte[] bytes = numbers is null
            ? System.Runtime.InteropServices.MemoryMarshal.AsBytes(Enumerable.Repeat(Half.NaN, 6).ToArray().AsSpan()).ToArray()
            : System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray();
        using (SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = world.Store, Pooling = false }.ToString()))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"UPDATE regions SET {column} = $bytes WHERE name = '1-2.png'";
            command.Parameters.AddWithValue("$bytes", bytes);
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        using var run = new TrainingRun(world.Recipe(pictures: true, epochs: 1), world.Options("run"), new NullTrainingProgress());
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => run.Run());
        Assert.Contains(world.Store, error.Message);
        Assert.Contains("1-2.png", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
