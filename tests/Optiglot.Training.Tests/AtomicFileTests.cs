using System.Diagnostics;

namespace Optiglot.Training.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ALinkStaysALinkAndWhatItLeadsToIsWritten()
    {
        folder.Write("target.txt", "before");
        File.CreateSymbolicLink(folder["near.txt"], "target.txt");
        File.CreateSymbolicLink(folder["far.txt"], folder["near.txt"]);
        AtomicFile.WriteText(folder["far.txt"], "after");
        Assert.Equal(folder["near.txt"], new FileInfo(folder["far.txt"]).LinkTarget);
        Assert.Equal("target.txt", new FileInfo(folder["near.txt"]).LinkTarget);
        Assert.Equal("after", File.ReadAllText(folder["target.txt"]));
        Assert.Equal(3, Directory.GetFileSystemEntries(folder.Path).Length);
    }

    [Fact]
    public void ALinkToNothingMakesItsTarget()
    {
        File.CreateSymbolicLink(folder["link.txt"], "new.txt");
        AtomicFile.WriteText(folder["link.txt"], "text");
        Assert.Equal("new.txt", new FileInfo(folder["link.txt"]).LinkTarget);
        Assert.Equal("text", File.ReadAllText(folder["new.txt"]));
    }

    // Through a link: were it to fail, the link would be lost and not the machine's device.
    [Fact]
    public void ADeviceIsWrittenThrough()
    {
        if (!File.Exists("/dev/null")) Assert.Skip("needs /dev/null");
        File.CreateSymbolicLink(folder["device"], "/dev/null");
        AtomicFile.WriteText(folder["device"], "text");
        Assert.Equal("/dev/null", new FileInfo(folder["device"]).LinkTarget);
        Assert.Equal([folder["device"]], Directory.GetFileSystemEntries(folder.Path));
        Assert.True(AtomicFile.WritesThrough(folder["device"]));
        Assert.False(AtomicFile.WritesThrough(folder["none"]));
    }

    [Fact]
    public async Task APipeIsWrittenThrough()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("needs mkfifo");
        using (Process make = Process.Start("mkfifo", [folder["pipe"]])) await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        Task<string> reader = File.ReadAllTextAsync(folder["pipe"], TestContext.Current.CancellationToken);
        await Task.Run(() => AtomicFile.WriteText(folder["pipe"], "through"), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal("through", await reader.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.True(Vision.SpecialFile.Is(folder["pipe"]));
    }

    // As `>> out.txt` and `--out /dev/stdout` give it to a program: what is in the file stays.
    [Fact]
    public void WhatAProcessHasOpenIsAddedTo()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("needs /proc");
        folder.Write("open.txt", "before ");
        using FileStream open = new(folder["open.txt"], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        AtomicFile.WriteText($"/proc/self/fd/{open.SafeFileHandle.DangerousGetHandle()}", "after");
        using StreamReader reader = new(open);
        Assert.Equal("before after", reader.ReadToEnd());
    }

    [Fact]
    public void WhatWasKeptIsGoneOnWith()
    {
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(
            folder["a.txt"],
            stream =>
            {
                stream.Write("one two"u8);
                throw new InvalidOperationException();
            },
            keep: () => true));
        Assert.False(File.Exists(folder["a.txt"]));
        AtomicFile.Write(folder["a.txt"], stream => stream.Write("2"u8), kept: 4);
        Assert.Equal("one 2", File.ReadAllText(folder["a.txt"]));
        Assert.False(File.Exists(AtomicFile.Beside(folder["a.txt"])));
    }
}
