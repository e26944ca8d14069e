namespace Optiglot.Files.Tests;

public sealed class AtomicFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-files-").FullName;

    private string Place => Path.Combine(folder, "model");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string text) => AtomicFolder.Write(Place, fresh => File.WriteAllText(Path.Combine(fresh, "file"), text));

    private string Text => File.ReadAllText(Path.Combine(Place, "file"));

    [Fact]
    public void TheNewOneIsThereAndNothingElse()
    {
        Write("one");
        Write("two");
        Assert.Equal("two", Text);
        Assert.Equal([Place], Directory.GetFileSystemEntries(folder));
    }

    // With two renames there was a moment without any folder, and a kill made it last.
    [Fact]
    public async Task ThereIsNoMomentWithoutOne()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("folders are exchanged in one step on Linux");
        Write("first");
        bool missed = false;
        using CancellationTokenSource stop = new();
        Task watch = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) missed |= !Directory.Exists(Place);
        });
        for (int i = 0; i < 60; i++) Write($"{i}");
        await stop.CancelAsync();
        await watch;
        Assert.False(missed);
    }

    [Fact]
    public void WhereTheSystemCannotExchangeTwoRenamesDo()
    {
        Write("one");
        AtomicFolder.Write(Place, fresh => File.WriteAllText(Path.Combine(fresh, "file"), "two"), (_, _) => false);
        Assert.Equal("two", Text);
        Assert.Equal([Place], Directory.GetFileSystemEntries(folder));
    }

    // What a kill between the two renames leaves.
    [Theory, InlineData(false), InlineData(true)]
    public void WhatAKillLeftIsPutBack(bool byTheNextSave)
    {
        Write("one");
        Directory.Move(Place, Place + AtomicFolder.Old);
        Directory.CreateDirectory(Place + AtomicFolder.Fresh);
        if (byTheNextSave) Assert.Throws<IOException>(() => AtomicFolder.Write(Place, _ => throw new IOException("full")));
        else AtomicFolder.Recover(Place);
        Assert.Equal("one", Text);
        Assert.False(Directory.Exists(Place + AtomicFolder.Old));
    }

    // Another's save may be between its renames, and a folder may be one that cannot be written.
    [Fact]
    public void AReaderFindsItBesideAndRenamesNothing()
    {
        Write("one");
        Assert.Equal(Place, AtomicFolder.Readable(Place));
        Directory.Move(Place, Place + AtomicFolder.Old);
        Assert.Equal("one", File.ReadAllText(Path.Combine(AtomicFolder.Readable(Place), "file")));
        Assert.False(Directory.Exists(Place));
        Assert.Equal(Path.Combine(folder, "other"), AtomicFolder.Readable(Path.Combine(folder, "other")));
    }

    // A backup that somebody named model.old became the model; a model.new was deleted by the next save.
    [Theory, InlineData(".old"), InlineData(".new")]
    public void FoldersOfTheUserStay(string extension)
    {
        string own = Place + extension;
        Directory.CreateDirectory(own);
        File.WriteAllText(Path.Combine(own, "file"), "mine");
        AtomicFolder.Recover(Place);
        Assert.False(Directory.Exists(AtomicFolder.Readable(Place)));
        Write("one");
        AtomicFolder.Write(Place, fresh => File.WriteAllText(Path.Combine(fresh, "file"), "two"), (_, _) => false);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(own, "file")));
    }

    [Fact]
    public void NothingIsPutBackOverWhatIsThere()
    {
        Write("one");
        Directory.CreateDirectory(Place + AtomicFolder.Old);
        AtomicFolder.Recover(Place);
        Assert.Equal("one", Text);
        AtomicFolder.Recover(Path.Combine(folder, "other"));
        Assert.False(Directory.Exists(Path.Combine(folder, "other")));
    }
}
