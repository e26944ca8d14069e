namespace Optiglot.Models.Tests;

public sealed class FileDownloadTests : IDisposable
{
    private static readonly DownloadOptions Hasty = new() { Tries = 3, FirstWait = TimeSpan.FromMilliseconds(1) };
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 300_000).Select(number => (byte)(number * 7 ^ number >> 8))];
    private static readonly ModelFile File1 = LocalServer.Describe("a.bin", Bytes);

    private readonly TemporaryFolder _folder = new();
    private readonly LocalServer _server = new() { Files = { ["a.bin"] = Bytes } };
    private readonly HttpClient _client = new();

    private string Target => _folder["a.bin"];

    private Uri Address => new(_server.Address, "a.bin");

    private Task Run(Action<long>? count = null, CancellationToken cancel = default, DownloadOptions? options = null) =>
        new FileDownload(_client, options ?? Hasty).Run(Address, File1, Target, count ?? (_ => { }), cancel);

    private void AssertWhole()
    {
        Assert.Equal(Bytes, File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task AFileComesWholeAndIsCounted()
    {
        long last = 0;
        await Run(bytes => last = bytes);
        AssertWhole();
        Assert.Equal(Bytes.Length, last);
    }

    [Fact]
    public async Task ABrokenConnectionIsGoneOnWithWhereItBroke()
    {
        _server.Break = (100_000, 2);
        await Run();
        AssertWhole();
        Assert.Equal(3, _server.Requests.Count);
        Assert.Equal("a.bin", _server.Requests[0]);
        Assert.All(_server.Requests.Skip(1), request => Assert.StartsWith("a.bin bytes=", request));
    }

    [Fact]
    public async Task AServerThatKeepsBreakingGetsAsManyTriesAsItMakesProgress()
    {
        _server.Break = (30_000, 9);
        await Run();
        AssertWhole();
    }

    [Fact]
    public async Task CancellingKeepsWhatCameAndTheNextCallGoesOn()
    {
        using var cancel = new CancellationTokenSource();
        var held = new TaskCompletionSource();
        _server.Hold = held.Task;
        Task first = Run(bytes => cancel.CancelAfter(bytes >= Bytes.Length / 2 ? 0 : 60_000), cancel.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        held.SetResult();
        Assert.False(File.Exists(Target));
        Assert.Equal(Bytes.Length / 2, new FileInfo(Target + ".part").Length);
        await Run();
        AssertWhole();
        Assert.Equal(["a.bin", $"a.bin bytes={Bytes.Length / 2}-"], _server.Requests);
    }

    [Theory]
    [InlineData("\"two\"")]
    [InlineData(null)]
    public async Task BytesOfAnotherVersionAreNotJoined(string? tag)
    {
        await File.WriteAllBytesAsync(Target + ".part", new byte[1000]);
        await File.WriteAllTextAsync(Target + ".version", "\"one\"");
        _server.Tag = tag;
        await Run();
        AssertWhole();
    }

    [Fact]
    public async Task WithoutAVersionNothingIsGoneOnWith()
    {
        _server.Tag = null;
        _server.Break = (100_000, 1);
        await Run();
        AssertWhole();
        Assert.Equal(["a.bin", "a.bin"], _server.Requests);
    }

    [Fact]
    public async Task AWeakTagGuardsNothing()
    {
        _server.Tag = "W/\"one\"";
        _server.Break = (100_000, 1);
        await Run();
        AssertWhole();
        Assert.Equal(["a.bin", "a.bin"], _server.Requests);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task ABusyServerIsAskedAgain(int status)
    {
        _server.Refuse = (status, 2);
        await Run();
        AssertWhole();
    }

    [Fact]
    public async Task AServerThatStaysBusyIsGivenUp()
    {
        _server.Refuse = (503, 99);
        IOException error = await Assert.ThrowsAsync<IOException>(() => Run());
        Assert.Contains("503", error.Message);
        Assert.Contains("--mirror", error.Message);
        Assert.Equal(Hasty.Tries, _server.Requests.Count);
    }

    [Fact]
    public async Task AFileThatIsNotThereIsNotAskedForTwice()
    {
        _server.Files.Clear();
        Assert.Contains("404", (await Assert.ThrowsAsync<IOException>(() => Run())).Message);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task AnotherFileOfEqualLengthIsRefusedAndNotKept()
    {
        _server.Files["a.bin"] = new byte[Bytes.Length];
        Assert.Contains(File1.Sha256, (await Assert.ThrowsAsync<InvalidDataException>(() => Run())).Message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(400_000)]
    public async Task AnotherLengthIsRefusedBeforeItIsDownloaded(int length)
    {
        _server.Files["a.bin"] = new byte[length];
        Assert.Contains($"{length:N0} bytes", (await Assert.ThrowsAsync<InvalidDataException>(() => Run())).Message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task AServerThatFallsSilentIsLeft()
    {
        var held = new TaskCompletionSource();
        _server.Hold = held.Task;
        IOException error = await Assert.ThrowsAsync<IOException>(() => Run(options: Hasty with { Tries = 1, Stall = TimeSpan.FromMilliseconds(300) }));
        held.SetResult();
        Assert.Contains("no answer", error.Message);
        Assert.Contains("are kept", error.Message);
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }
}
