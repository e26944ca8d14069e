namespace Optiglot.Translation.Tests;

public class BatchingTests
{
    private static readonly BatchingOptions Patient = new() { MaximumDelay = TimeSpan.FromMilliseconds(300), Workers = 1 };

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SentencesOfSeveralCallersShareABatch()
    {
        FakeTranslator inner = new();
        using BatchingTranslator translator = new(inner, Patient);
        var calls = Enumerable.Range(0, 10).Select(i => translator.TranslateAsync([new($"sentence {i}")], cancellation: Test)).ToArray();
        var results = await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => FakeTranslator.Backwards($"sentence {i}")), results.Select(result => Assert.Single(result).Text));
        Assert.Equal(10, Assert.Single(inner.Calls).Texts.Length);
    }

    [Fact]
    public async Task AFullBatchDoesNotWait()
    {
        FakeTranslator inner = new();
        using BatchingTranslator translator = new(inner, Patient with { MaximumBatch = 3, MaximumDelay = TimeSpan.FromMinutes(10) });
        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => translator.TranslateAsync([new($"{i}")], cancellation: Test)));
        Assert.Single(inner.Calls);
    }

    [Fact]
    public async Task LongListsAreCutAndComeBackInOrder()
    {
        FakeTranslator inner = new();
        using BatchingTranslator translator = new(inner, new BatchingOptions { MaximumBatch = 16, Workers = 3 });
        var results = await translator.TranslateAsync([.. Enumerable.Range(0, 150).Select(i => new TranslationRequest($"s{i}"))], cancellation: Test);
        Assert.Equal(Enumerable.Range(0, 150).Select(i => FakeTranslator.Backwards($"s{i}")), results.Select(result => result.Text));
        Assert.All(inner.Calls, call => Assert.InRange(call.Texts.Length, 1, 16));
        Assert.Empty(await translator.TranslateAsync([], cancellation: Test));
    }

    [Fact]
    public async Task OnlyEqualOptionsShareABatch()
    {
        FakeTranslator inner = new();
        using BatchingTranslator translator = new(inner, Patient);
        TranslationOptions Beam(int beam) => new() { Search = new BeamOptions { Beam = beam } };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => translator.TranslateAsync([new($"{i}")], Beam(1 + i % 2), Test)));
        Assert.Equal([1, 2], inner.Calls.Select(call => call.Options.Search!.Beam).Order());
        Assert.All(inner.Calls, call => Assert.Single(call.Texts.Select(text => int.Parse(text) % 2).Distinct()));
    }

    [Fact]
    public async Task AFullQueueRefusesAndLaterTakesAgain()
    {
        FakeTranslator inner = new();
        using BatchingTranslator translator = new(inner, new BatchingOptions { QueueLimit = 3, MaximumBatch = 1, MaximumDelay = TimeSpan.Zero, Workers = 1 });
        inner.Gate.Reset();
        var running = translator.TranslateAsync([new("running")], cancellation: Test);
        inner.Entered.Wait(Test);
        var waiting = translator.TranslateAsync([new("one"), new("two")], cancellation: Test);
        Assert.Equal(2, translator.Waiting);
        // Whole or not at all: one would have room, two have not.
        var busy = await Assert.ThrowsAsync<TranslatorBusyException>(() => translator.TranslateAsync([new("three"), new("four")], cancellation: Test));
        Assert.InRange(busy.RetryAfter.TotalSeconds, 1, 60);
        Assert.Equal(2, translator.Waiting);
        await Assert.ThrowsAsync<ArgumentException>(() => translator.TranslateAsync([new("1"), new("2"), new("3"), new("4")], cancellation: Test));
        inner.Gate.Set();
        await Task.WhenAll(running, waiting);
        Assert.Single(await translator.TranslateAsync([new("three")], cancellation: Test));
        Assert.Equal(0, translator.Waiting);
    }

    [Fact]
    public async Task WhoLeavesTheQueueIsNotTranslated()
    {
        FakeTranslator inner = new();
        using BatchingTranslator translator = new(inner, new BatchingOptions { MaximumBatch = 1, MaximumDelay = TimeSpan.Zero, Workers = 1 });
        inner.Gate.Reset();
        var running = translator.TranslateAsync([new("running")], cancellation: Test);
        inner.Entered.Wait(Test);
        using CancellationTokenSource leaving = new();
        var left = translator.TranslateAsync([new("left")], cancellation: leaving.Token);
        var stays = translator.TranslateAsync([new("stays")], cancellation: Test);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        inner.Gate.Set();
        await Task.WhenAll(running, stays);
        Assert.Equal(["running", "stays"], inner.Calls.Select(call => Assert.Single(call.Texts)));
    }

    [Fact]
    public async Task ABatchEndsWhenNobodyWaitsForItAnyMore()
    {
        FakeTranslator inner = new();
        using BatchingTranslator translator = new(inner, Patient);
        inner.Gate.Reset();
        using CancellationTokenSource first = new(), second = new();
        Task[] calls = [translator.TranslateAsync([new("a")], cancellation: first.Token), translator.TranslateAsync([new("b")], cancellation: second.Token)];
        inner.Entered.Wait(Test);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls[0]);
        await Task.Delay(50, Test);
        Assert.False(inner.WasCancelled);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls[1]);
        await WaitUntil(() => inner.WasCancelled);
        inner.Gate.Set();
        Assert.Single(await translator.TranslateAsync([new("c")], cancellation: Test));
    }

    [Fact]
    public async Task AnErrorIsItsCallersOwn()
    {
        FakeTranslator inner = new();
        using BatchingTranslator translator = new(inner, Patient);
        var calls = ((string[])["good", FakeTranslator.Bad, "fine"]).Select(text => translator.TranslateAsync([new(text)], cancellation: Test)).ToArray();
        Assert.Equal("doog", (await calls[0])[0].Text);
        Assert.Contains("bad", (await Assert.ThrowsAsync<InvalidDataException>(() => calls[1])).Message);
        Assert.Equal("enif", (await calls[2])[0].Text);
        Assert.Equal(3, inner.Calls[0].Texts.Length);
    }

    [Fact]
    public async Task DisposingFinishesWhatWasLetIn()
    {
        FakeTranslator inner = new();
        BatchingTranslator translator = new(inner, new BatchingOptions { MaximumBatch = 2, Workers = 2 });
        inner.Gate.Reset();
        var calls = Enumerable.Range(0, 40).Select(i => translator.TranslateAsync([new($"{i}")], cancellation: Test)).ToArray();
        var disposing = Task.Run(translator.Dispose, Test);
        await WaitUntil(() => translator.TranslateAsync([new("late")]).IsFaulted);
        Assert.False(inner.IsDisposed);
        inner.Gate.Set();
        Assert.Equal(40, (await Task.WhenAll(calls)).Length);
        await disposing;
        Assert.True(inner.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => translator.Translate([new("late")]));
    }

    [Fact]
    public async Task FiftyAtATimeGetWhatTheyWouldGetAlone()
    {
        using var folder = new TinyTranslator.Folder();
        string path = OnnxWorkersTests.Save(folder, OnnxPrecision.Fp32);
        using var alone = OnnxTranslator.Open(path, new OnnxTranslatorSettings { Workers = 1 });
        using BatchingTranslator together = new(OnnxTranslator.Open(path, new OnnxTranslatorSettings { Workers = 2 }), new BatchingOptions { Workers = 2 });
        var requests = OnnxWorkersTests.Requests(50);
        var expected = requests.Select(request => alone.Translate([request])[0]).ToArray();
        var actual = await Task.WhenAll(requests.Select(request => together.TranslateAsync([request], cancellation: Test)));
        OnnxWorkersTests.AssertSame(expected, [.. actual.Select(results => Assert.Single(results))]);
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        foreach (var wrong in (BatchingOptions[])[new() { MaximumBatch = 0 }, new() { MaximumDelay = TimeSpan.FromSeconds(-1) }, new() { QueueLimit = 0 },
            new() { Workers = 0 }])
            Assert.Throws<ArgumentException>(() => new BatchingTranslator(new FakeTranslator(), wrong));
    }

    private static async Task WaitUntil(Func<bool> holds)
    {
        for (int tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 1000, "it did not come to that");
            await Task.Delay(10, Test);
        }
    }
}
