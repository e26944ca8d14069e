namespace Optiglot.Models.Tests;

public sealed class ModelFetcherTests : IDisposable
{
    private static readonly byte[] Large = [.. Enumerable.Range(0, 50_000).Select(number => (byte)number)], Small = [1, 2, 3];

    private readonly TemporaryFolder _folder = new();
    private readonly LocalServer _server = new();
    private readonly ModelStore _store;
    private readonly KnownModel _model;

    public ModelFetcherTests()
    {
        _store = new ModelStore(_folder["models"]);
        _server.Files["at/model.bin"] = Large;
        _server.Files["at/words/vocab.txt"] = Small;
        _model = new KnownModel
        {
            Name = "toy", What = "a toy", Licence = "MIT", Use = "tests", Origin = new AddressOrigin(new(_server.Address, "at/")),
            Files = [LocalServer.Describe("model.bin", Large), LocalServer.Describe("words/vocab.txt", Small)],
        };
    }

    private Task<bool> Fetch(FetchOptions? options = null) => new ModelFetcher(_store, options ?? new()).Fetch(_model);

    private string At(string file) => Path.Combine(_store.PathOf(_model), file);

    [Fact]
    public async Task AModelComesWholeAndIsNotFetchedTwice()
    {
        List<(long, long)> counts = [];
        Assert.Equal(ModelState.Absent, _store.Look(_model));
        Assert.True(await Fetch(new() { Count = (done, total) => counts.Add((done, total)) }));
        Assert.Equal(ModelState.There, _store.Look(_model));
        Assert.All(_store.Verify(_model), file => Assert.Null(file.Fault));
        Assert.Equal((Large.Length + Small.Length, Large.Length + Small.Length), counts[^1]);
        Assert.Contains("MIT", File.ReadAllText(At(ModelFetcher.NoteFile)));
        Assert.Equal([_store.PathOf(_model)], Directory.GetFileSystemEntries(_store.Folder).Where(path => Path.GetFileName(path) != ".toy.lock"));
        Assert.False(await Fetch());
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task OnlyTheDamagedFileComesAnewAndStrangersStay()
    {
        await Fetch();
        File.WriteAllBytes(At("words/vocab.txt"), [1, 2, 4]);
        File.WriteAllText(At("mine.txt"), "mine");
        Assert.Equal(ModelState.There, _store.Look(_model));
        Assert.Equal(ModelState.Damaged, _store.Sum(_model, _store.Verify(_model)));
        Assert.True(await Fetch());
        Assert.Equal("at/words/vocab.txt", _server.Requests[^1]);
        Assert.Equal(3, _server.Requests.Count);
        Assert.Equal(Small, File.ReadAllBytes(At("words/vocab.txt")));
        Assert.True(File.Exists(At("mine.txt")));
    }

    [Fact]
    public async Task WhatIsMissingIsFetchedAlone()
    {
        await Fetch();
        File.Delete(At("model.bin"));
        Assert.Equal(ModelState.Incomplete, _store.Look(_model));
        Assert.True(await Fetch());
        Assert.Equal("at/model.bin", _server.Requests[^1]);
        Assert.Equal(ModelState.There, _store.Sum(_model, _store.Verify(_model)));
    }

    [Fact]
    public async Task AFailureHalfwayLeavesNoModelAndTheNextCallGoesOn()
    {
        _server.Files.Remove("at/words/vocab.txt");
        await Assert.ThrowsAsync<IOException>(() => Fetch());
        Assert.Equal(ModelState.Absent, _store.Look(_model));
        _server.Files["at/words/vocab.txt"] = Small;
        Assert.True(await Fetch());
        Assert.Single(_server.Requests, request => request == "at/model.bin");
    }

    [Fact]
    public async Task AMirrorTakesThePlaceOfTheHost()
    {
        KnownModel far = _model with { Origin = new AddressOrigin(new("https://models.invalid/at/")) };
        Assert.True(await new ModelFetcher(_store, new() { Mirror = _server.Address }).Fetch(far));
        Assert.Equal("https://mirror.example/below/at/model.bin", ((AddressOrigin)far.Origin).Of(far.Files[0], new Uri("https://mirror.example/below/"))
            .ToString());
    }

    [Fact]
    public async Task OfflineNothingIsAskedFor()
    {
        IOException error = await Assert.ThrowsAsync<IOException>(() => Fetch(new() { Offline = true }));
        Assert.Contains("OPTIGLOT_OFFLINE", error.Message);
        Assert.Empty(_server.Requests);
        Assert.False(Directory.Exists(_store.Folder));
    }

    [Fact]
    public async Task TwoAtOnceAreKeptApart()
    {
        var held = new TaskCompletionSource();
        _server.Hold = held.Task;
        Task<bool> first = Fetch();
        await _server.FirstBytes.Task;
        Assert.Contains($"{_store.PathOf(_model)}: process {Environment.ProcessId}", (await Assert.ThrowsAsync<IOException>(() => Fetch())).Message);
        held.SetResult();
        Assert.True(await first);
    }

    [Fact]
    public async Task WhatNobodyOffersIsSaidWithThePlaceToPutIt()
    {
        KnownModel model = ModelCatalogue.Find("bottom-up");
        IOException error = await Assert.ThrowsAsync<IOException>(() => new ModelFetcher(_store, new()).Fetch(model));
        Assert.Contains(_store.PathOf(model), error.Message);
        Assert.Contains("regions import", error.Message);
    }

    [Fact]
    public void NamesAndHashesOfTheCatalogueAreSound()
    {
        Assert.Equal(ModelCatalogue.All.Count, ModelCatalogue.All.Select(model => model.Name).Distinct().Count());
        Assert.All(ModelCatalogue.All.SelectMany(model => model.Files), file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
        Assert.Contains("minilm", Assert.Throws<ArgumentException>(() => ModelCatalogue.Find("minilmm")).Message);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }
}
