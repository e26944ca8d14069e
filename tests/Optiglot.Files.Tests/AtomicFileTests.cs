namespace Optiglot.Files.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    [Fact]
    public void AFailureLeavesWhatWasThere()
    {
        File.WriteAllText(At("file"), "before");
        Assert.Throws<IOException>(() => AtomicFile.WriteText(At("file"), _ => throw new IOException("disk full")));
        Assert.Equal("before", File.ReadAllText(At("file")));
        Assert.Equal([At("file")], Directory.GetFiles(folder));
    }

    [Fact]
    public void TextHasNoMarkAndLinesOfUnix()
    {
        AtomicFile.WriteText(At("folder/file"), writer => writer.WriteLine("ä"));
        Assert.Equal([0xC3, 0xA4, (byte)'\n'], File.ReadAllBytes(At("folder/file")));
    }

    // Two that wrote one file were told to make room on the disk.
    [Fact]
    public void AnotherWriterIsToldAsSuch()
    {
        using (new FileStream(At("file.part"), FileMode.Create, FileAccess.Write, FileShare.None))
        {
            IOException error = Assert.Throws<IOException>(() => AtomicFile.WriteText(At("file"), "a"));
            Assert.Contains(At("file"), error.Message);
            Assert.Contains("nother process", error.Message);
            Assert.DoesNotContain("room", error.Message);
        }
    }
}
