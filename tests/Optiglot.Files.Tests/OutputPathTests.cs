using System.Diagnostics;

namespace Optiglot.Files.Tests;

public sealed class OutputPathTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-paths-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    [Fact]
    public void ALinkStaysALinkAndWhatItLeadsToIsWritten()
    {
        File.WriteAllText(At("target.txt"), "before");
        File.CreateSymbolicLink(At("near.txt"), "target.txt");
        File.CreateSymbolicLink(At("far.txt"), At("near.txt"));
        AtomicFile.WriteText(At("far.txt"), "after");
        Assert.Equal(At("near.txt"), new FileInfo(At("far.txt")).LinkTarget);
        Assert.Equal("target.txt", new FileInfo(At("near.txt")).LinkTarget);
        Assert.Equal("after", File.ReadAllText(At("target.txt")));
        Assert.Equal(3, Directory.GetFileSystemEntries(folder).Length);
    }

    [Fact]
    public void ALinkToNothingMakesItsTarget()
    {
        File.CreateSymbolicLink(At("link.txt"), "new.txt");
        AtomicFile.WriteText(At("link.txt"), "text");
        Assert.Equal("new.txt", new FileInfo(At("link.txt")).LinkTarget);
        Assert.Equal("text", File.ReadAllText(At("new.txt")));
    }

    // The search for where they lead had no end.
    [Fact]
    public async Task LinksThatLeadInACircleAreTold()
    {
        File.CreateSymbolicLink(At("one"), "two");
        File.CreateSymbolicLink(At("two"), "one");
        Task<IOException> error =
            Task.Run(() => Assert.Throws<IOException>(() => AtomicFile.WriteText(At("one"), "text")), TestContext.Current.CancellationToken);
        Assert.Contains(At("one"), (await error.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Message);
        Assert.Equal("two", new FileInfo(At("one")).LinkTarget);
    }

    // Through a link: were it to fail, the link would be lost and not the machine's device.
    [Fact]
    public void ADeviceIsWrittenThrough()
    {
        if (!File.Exists("/dev/null")) Assert.Skip("needs /dev/null");
        File.CreateSymbolicLink(At("device"), "/dev/null");
        AtomicFile.WriteText(At("device"), "text");
        Assert.Equal("/dev/null", new FileInfo(At("device")).LinkTarget);
        Assert.Equal([At("device")], Directory.GetFileSystemEntries(folder));
        Assert.True(AtomicFile.WritesThrough(At("device")));
        Assert.False(AtomicFile.WritesThrough(At("none")));
    }

    [Fact]
    public async Task APipeIsWrittenThrough()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("needs mkfifo");
        using (Process make = Process.Start("mkfifo", [At("pipe")])) await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        // Opening a pipe waits for the other end.
        Task<string> reader = Task.Run(() => File.ReadAllText(At("pipe")), TestContext.Current.CancellationToken);
        await Task.Run(() => AtomicFile.WriteText(At("pipe"), "through"), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal("through", await reader.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.True(SpecialFile.Is(At("pipe")));
    }

    // As `>> out.txt` and `--out /dev/stdout` give it to a program: what is in the file stays.
    [Fact]
    public void WhatAProcessHasOpenIsAddedTo()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("needs /proc");
        File.WriteAllText(At("open.txt"), "before ");
        using FileStream open = new(At("open.txt"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        AtomicFile.WriteText($"/proc/self/fd/{open.SafeFileHandle.DangerousGetHandle()}", "after");
        using StreamReader reader = new(open);
        Assert.Equal("before after", reader.ReadToEnd());
    }

    [Fact]
    public void WhatWasKeptIsGoneOnWith()
    {
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(
            At("a.txt"),
            stream =>
            {
                stream.Write("one two"u8);
                throw new InvalidOperationException();
            },
            keep: () => true));
        Assert.False(File.Exists(At("a.txt")));
        AtomicFile.Write(At("a.txt"), stream => stream.Write("2"u8), kept: 4);
        Assert.Equal("one 2", File.ReadAllText(At("a.txt")));
        Assert.False(File.Exists(AtomicFile.Beside(At("a.txt"))));
    }
}
