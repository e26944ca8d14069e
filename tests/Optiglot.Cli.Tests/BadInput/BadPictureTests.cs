using System.Buffers.Binary;

namespace Optiglot.Cli.Tests.BadInput;

/// <summary>Files that are no pictures, or not whole, or lie about their size.</summary>
public sealed class BadPictureTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    public static TheoryData<string, string, string> Bad => new()
    {
        { "cut.png", "cut off before its end", "fetch it again" }, { "text.jpg", "not a JPEG, PNG, WebP, GIF or BMP picture", "convert it" },
        { "empty.png", "empty", "fetch it again" },
        { "vast.png", "50000x50000 pixels are too many", "make the picture smaller" },
        { "vast.jpg", "50000x50000 pixels are too many", "make the picture smaller" },
        { "header.png", "damaged", "fetch it again" }, { "none.png", "no such", "check the" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void DetectNamesThePictureAndDrawsNothing(string name, string why, string mend)
    {
        string folder = TestFolders.Fresh($"bad-detect-{name}"), picture = Write(folder, name), shown = Path.Combine(folder, "shown.png");
        File.WriteAllText(shown, "of before");
        CliRun.Of("detect", picture, "--detector", demo.DetectorFile, "--show", shown).AssertFails(1, picture, why, mend);
        Assert.Equal("of before", File.ReadAllText(shown));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void TranslateNamesThePictureAndWritesNothing(string name, string why, string mend)
    {
        string folder = TestFolders.Fresh($"bad-translate-{name}"), picture = Write(folder, name), output = Path.Combine(folder, "out.txt"),
            attention = Path.Combine(folder, "out.png");
        foreach (string file in (string[])[output, attention]) File.WriteAllText(file, "of before");
        CliRun.Of("translate", "-m", demo.Run, "--image", picture, "two dogs").AssertFails(1, picture, why, mend);
        CliRun.Of("translate", "-m", demo.Run, "--image", picture, "--out", output, "--attention", attention, "two dogs").AssertEnds(picture, why, mend);
        Assert.Equal(["of before", "of before"], [File.ReadAllText(output), File.ReadAllText(attention)]);
    }

    // What is missing is the picture; that the output is not there is what follows from it.
    [Fact]
    public void AMissingPictureOfAListIsTheErrorAndNotTheOutput()
    {
        string folder = TestFolders.Fresh(), text = Path.Combine(folder, "text"), list = Path.Combine(folder, "pictures"),
            output = Path.Combine(folder, "out.txt");
        File.WriteAllLines(text, ["two dogs", "a man"]);
        File.WriteAllLines(list, [demo.Picture, "gone.png"]);
        CliRun run = CliRun.Of("translate", "-m", demo.Run, "-i", text, "--images", list, "--out", output);
        run.AssertEnds("gone.png", "no such picture file");
        Assert.DoesNotContain("could not be written", run.Error);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public void OneInAFolderIsToldAndTheOthersAreSaved()
    {
        string folder = TestFolders.Fresh(), photos = Directory.CreateDirectory(Path.Combine(folder, "photos")).FullName,
            regions = Path.Combine(folder, "regions");
        foreach (string picture in demo.Pictures) File.Copy(picture, Path.Combine(photos, Path.GetFileName(picture)));
        string bad = Write(photos, "cut.png");
        CliRun run = CliRun.Of("detect", photos, "--detector", demo.DetectorFile, "--out", regions, "--min-regions", "1");
        run.AssertEnds(bad, "cut off");
        Assert.Contains($"{demo.Pictures.Count} saved", run.Output);
        Assert.Contains("1 unreadable", run.Output);
    }

    private string Write(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        byte[] whole = File.ReadAllBytes(demo.Picture);
        byte[]? bytes = name switch
        {
            "cut.png" => whole[..(whole.Length / 2)],
            "text.jpg" => "I am a letter"u8.ToArray(),
            "empty.png" => [],
            "vast.png" => Sized(whole, 50_000),
            // Start of image, then a frame header (SOF0): length, precision, height, width, one component.
            "vast.jpg" => [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0xC3, 0x50, 0xC3, 0x50, 1, 1, 0x11, 0, 0xFF, 0xD9],
            "header.png" => whole[..12],
            _ => null,
        };
        if (bytes is not null) File.WriteAllBytes(path, bytes);
        return path;
    }

    // The header chunk of a PNG has width and height from byte 16 on.
    private static byte[] Sized(byte[] png, uint side)
    {
        byte[] copy = [.. png];
        BinaryPrimitives.WriteUInt32BigEndian(copy.AsSpan(16), side);
        BinaryPrimitives.WriteUInt32BigEndian(copy.AsSpan(20), side);
        return copy;
    }
}
