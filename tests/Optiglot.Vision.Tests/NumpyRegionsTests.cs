using CsCheck;

namespace Optiglot.Vision.Tests;

public sealed class NumpyRegionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static float[] Count(int numbers) => [.. Enumerable.Range(1, numbers).Select(i => (float)i)];

    [Fact]
    public void NumbersOfEveryTypeAreRead()
    {
        float[] values = [0, 1, 2, 200];
        Assert.Equal(values, Numbers(NumpyFiles.Npy("<f4", values, 4)));
        Assert.Equal(values, Numbers(NumpyFiles.Npy("<f2", Array.ConvertAll(values, x => (Half)x), 2, 2)));
        Assert.Equal(values, Numbers(NumpyFiles.Npy("<f8", Array.ConvertAll(values, x => (double)x), 4)));
        Assert.Equal(values, Numbers(NumpyFiles.Npy("<i8", Array.ConvertAll(values, x => (long)x), 4)));
        Assert.Equal(values, Numbers(NumpyFiles.Npy("<i4", Array.ConvertAll(values, x => (int)x), 4)));
        Assert.Equal(values, Numbers(NumpyFiles.Npy("|u1", Array.ConvertAll(values, x => (byte)x), 4)));
        Assert.Equal([7], Numbers(NumpyFiles.Npy("<f4", BitConverter.GetBytes(7f), "()", version: 2)));
    }

    [Theory]
    [InlineData("<c8", "(4,)", false, "type '<c8'")]
    [InlineData(">f4", "(4,)", false, "type '>f4'")]
    [InlineData("<f4", "(4,)", true, "Fortran")]
    [InlineData("<f4", "(1000000, 1000000, 1000000)", false, "promises")]
    [InlineData("<f4", "(-4,)", false, "axis of '-4'")]
    [InlineData("<f4", "(5,)", false, "promises")]
    public void BadHeaderIsTold(string type, string shape, bool fortran, string reason)
    {
        byte[] bytes = NumpyFiles.Npy(type, new byte[16], shape, fortran);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => new NpyReader(new MemoryStream(bytes), "x.npy", bytes.Length)).Message);
    }

    [Fact]
    public void OneVectorAPictureIsTheWholePicture()
    {
        string path = _folder.Write("f.npy", NumpyFiles.Npy("<f4", Count(6), 2, 3));
        var pictures = NumpyRegions.Read(path, ["a.jpg", "b.jpg"]).ToList();
        Assert.Equal(("b.jpg", 1, 3), (pictures[1].Name, pictures[1].Regions.Count, pictures[1].Regions.FeatureWidth));
        Assert.Equal([4, 5, 6], pictures[1].Regions.Features);
        Assert.Equal([0, 0, 1, 1], pictures[1].Regions.Boxes);
    }

    [Fact]
    public void GridCellsAreRegions()
    {
        string path = _folder.Write("grid.npy", NumpyFiles.Npy("<f4", Count(2 * 3 * 2 * 2), 2, 3, 2, 2));
        var regions = NumpyRegions.Read(path, ["a", "b"]).First().Regions;
        Assert.Equal((4, 3), (regions.Count, regions.FeatureWidth));
        Assert.Equal([1, 5, 9, 2, 6, 10], regions.Features[..6]);
        Assert.Equal([0.5f, 0, 1, 0.5f, 0, 0.5f, 0.5f, 1], regions.Boxes[4..12]);
    }

    [Fact]
    public void ArchivesHoldBoxesAndNames()
    {
        byte[] archive = NumpyFiles.Npz(
            ("x", NumpyFiles.Npy("<f4", Count(8), 2, 4)), ("bbox", NumpyFiles.Npy("<f4", [0f, 0, 50, 25, 50, 25, 100, 50], 2, 4)),
            ("objects_conf", NumpyFiles.Npy("<f4", [0.2f, 0.8f], 2)), ("objects_id", NumpyFiles.Npy("<i8", [5L, 6L], 2)),
            ("image_w", NumpyFiles.Npy("<i8", BitConverter.GetBytes(100L), "()")), ("image_h", NumpyFiles.Npy("<i8", BitConverter.GetBytes(50L), "()")));
        _folder.Write("7.npz", archive);
        _folder.Write("8.png.npy", NumpyFiles.Npy("<f4", Count(4), 1, 4));
        var pictures = NumpyRegions.ReadFolder(_folder.Path).ToList();
        Assert.Equal(["7.jpg", "8.png"], pictures.Select(picture => picture.Name));
        var regions = pictures[0].Regions;
        Assert.Equal((100, 50), (regions.ImageWidth, regions.ImageHeight));
        Assert.Equal([6, 5], regions.ClassIds);
        Assert.Equal([0.5f, 0.5f, 1, 1, 0, 0, 0.5f, 0.5f], regions.Boxes);
        Assert.Equal([5, 6, 7, 8, 1, 2, 3, 4], regions.Features);
    }

    [Fact]
    public void MisfitsAreTold()
    {
        string features = _folder.Write("f.npy", NumpyFiles.Npy("<f4", Count(6), 2, 3)), noZip = _folder.Write("bad.npz", "no zip"u8.ToArray());
        string other = _folder.Write("o.npz", NumpyFiles.Npz(("y", NumpyFiles.Npy("<f4", Count(6), 2, 3))));
        string pixels = _folder.Write(
            "p.npz", NumpyFiles.Npz(("x", NumpyFiles.Npy("<f4", Count(3), 1, 1, 3)), ("boxes", NumpyFiles.Npy("<f4", Count(4), 1, 1, 4))));
        string boxes = _folder.Write(
            "b.npz", NumpyFiles.Npz(("x", NumpyFiles.Npy("<f4", Count(3), 1, 1, 3)), ("boxes", NumpyFiles.Npy("<f4", Count(3), 1, 1, 3))));
        Assert.Contains("2 pictures, but 1 names", Refusal(features, 1));
        Assert.Contains("not a .npz", Refusal(noZip, 1));
        Assert.Contains("no array `features`", Refusal(other, 2));
        Assert.Contains("image_w", Refusal(pixels, 1));
        Assert.Contains("4 numbers are needed", Refusal(boxes, 1));
    }

    [Fact]
    public void DamagedArraysAreNeverMoreThanInvalidData()
    {
        byte[] npy = NumpyFiles.Npy("<f4", Count(12), 2, 2, 3), npz = NumpyFiles.Npz(("features", npy));
        Gen.Select(Gen.Int[0, 400], Gen.Byte, Gen.Byte.Array[0, 60], Gen.Int[0, 2]).Sample((place, value, noise, kind) =>
        {
            byte[] bytes = kind switch { 0 => [.. npy], 1 => [.. npz], _ => noise };
            if (bytes.Length > 0) bytes[place % bytes.Length] = value;
            string path = _folder.Write(kind == 1 ? "fuzz.npz" : "fuzz.npy", bytes);
            try { NumpyRegions.Read(path, ["a", "b"]).Count(); }
            catch (InvalidDataException) { }
        }, iter: 600, threads: 1);
    }

    private static string Refusal(string path, int names)
    {
        string message = Assert.Throws<InvalidDataException>(() => NumpyRegions.Read(path, [.. Enumerable.Range(0, names).Select(i => $"{i}")])
            .Count()).Message;
        Assert.StartsWith(path, message);
        return message;
    }

    private static float[] Numbers(byte[] file)
    {
        var reader = new NpyReader(new MemoryStream(file), "x.npy", file.Length);
        float[] numbers = new float[(int)reader.Count];
        reader.Read(numbers);
        return numbers;
    }
}
