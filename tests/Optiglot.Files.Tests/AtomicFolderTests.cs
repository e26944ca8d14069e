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
        Directory.Move(Place, Place + ".old");
        Directory.CreateDirectory(Place + ".new");
        if (byTheNextSave) Assert.Throws<IOException>(() => AtomicFolder.Write(Place, _ => throw new IOException("full")));
        else AtomicFolder.Recover(Place);
        Assert.Equal("one", Text);
        Assert.False(Directory.Exists(Place + ".old"));
    }

    [Fact]
    public void NothingIsPutBackOverWhatIsThere()
    {
        Write("one");
        Directory.CreateDirectory(Place + ".old");
        AtomicFolder.Recover(Place);
        Assert.Equal("one", Text);
        AtomicFolder.Recover(Path.Combine(folder, "other"));
        Assert.False(Directory.Exists(Path.Combine(folder, "other")));
    }
}
