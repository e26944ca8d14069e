using Optiglot.Vision;

namespace Optiglot.Translation.Tests;

/// <summary>Several workers on one model, and many threads on one translator.</summary>
public class OnnxWorkersTests
{
    private static readonly TranslationOptions Options = new() { Search = new BeamOptions { Beam = 3, NBest = 2 } };

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void AnyNumberGivesTheSameInOrder(int workers)
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder, OnnxPrecision.Fp32);
        using var one = OnnxTranslator.Open(path, new OnnxTranslatorSettings { Workers = 1 });
        using var many = OnnxTranslator.Open(path, new OnnxTranslatorSettings { Workers = workers });
        // More than a batch each; and so few that they are shared out.
        foreach (int count in (int[])[400, 7, 1, 0]) AssertSame(one.Translate(Requests(count), Options), many.Translate(Requests(count), Options));
    }

    [Fact]
    public void EightBitsDependOnTheBatchButNotOnTheWorkers()
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder, OnnxPrecision.Int8);
        using var one = OnnxTranslator.Open(path, new OnnxTranslatorSettings { Workers = 1, Precision = OnnxPrecision.Int8 });
        using var many = OnnxTranslator.Open(path, new OnnxTranslatorSettings { Workers = 3, Precision = OnnxPrecision.Int8 });
        var (expected, actual) = (one.Translate(Requests(90), Options), many.Translate(Requests(90), Options));
        Assert.Equal(expected.Select(result => (result.Text, result.Score)), actual.Select(result => (result.Text, result.Score)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ManyThreadsAreServed(int workers)
    {
        using var folder = new TinyTranslator.Folder();
        using var translator = OnnxTranslator.Open(Save(folder, OnnxPrecision.Fp32), new OnnxTranslatorSettings { Workers = workers });
        AssertServes(translator);
    }

    [Fact]
    public void LibtorchServesManyThreadsInTurn()
    {
        using var translator = new Translator(TinyTranslator.Model(), TinyTranslator.Description());
        AssertServes(translator);
        translator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => translator.Translate(Requests(1)));
    }

    [Fact]
    public async Task ADisposedTranslatorSaysSo()
    {
        using var folder = new TinyTranslator.Folder();
        var translator = OnnxTranslator.Open(Save(folder, OnnxPrecision.Fp32));
        Assert.Single(translator.Translate(Requests(1)));
        translator.Dispose();
        translator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => translator.Translate(Requests(1)));
        Assert.Throws<ObjectDisposedException>(() => translator.Translate([]));
        Assert.Throws<ObjectDisposedException>(() => translator.Score(Requests(1), ["zwei hunde"]));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ((ITranslator)translator).TranslateAsync(Requests(1)));
    }

    [Fact]
    public async Task DisposingWaitsForThoseInside()
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder, OnnxPrecision.Fp32);
        using var other = OnnxTranslator.Open(path);
        var expected = other.Translate(Requests(2000), Options);
        bool wasInside = false;
        for (int wait = 10; !wasInside; wait *= 2)
        {
            var translator = OnnxTranslator.Open(path, new OnnxTranslatorSettings { Workers = 2 });
            using ManualResetEventSlim begun = new();
            var call = Task.Run(() => translator.Translate(Seen(begun), Options));
            begun.Wait(TestContext.Current.CancellationToken);
            await Task.Delay(wait, TestContext.Current.CancellationToken);
            translator.Dispose();
            // Either it was inside and was finished, or it came too late.
            try
            {
                AssertSame(expected, await call);
                wasInside = true;
            }
            catch (ObjectDisposedException)
            {
                Assert.True(wait < 60_000, "a call is not let in");
            }
        }

        static IReadOnlyList<TranslationRequest> Seen(ManualResetEventSlim begun)
        {
            begun.Set();
            return Requests(2000);
        }
    }

    [Fact]
    public void AMistakeOfOneBatchIsToldAndTheNextCallIsServed()
    {
        using var folder = new TinyTranslator.Folder();
        using var translator = OnnxTranslator.Open(Save(folder, OnnxPrecision.Fp32), new OnnxTranslatorSettings { Workers = 3 });
        // Regions of another width than the model's.
        TranslationRequest wrong = new("two dogs") { Regions = new RegionSet(1, 1, [0, 0, 1, 1], [1], [0], null, [1, 2]) };
        Assert.Throws<ArgumentException>(() => translator.Translate([.. Requests(200), wrong], Options));
        Assert.Equal(200, translator.Translate(Requests(200), Options).Count);
        using CancellationTokenSource soon = new(TimeSpan.FromMilliseconds(1));
        Assert.ThrowsAny<OperationCanceledException>(() => translator.Translate(Requests(5000), Options, soon.Token));
        Assert.Equal(200, translator.Translate(Requests(200), Options).Count);
    }

    [Fact]
    public void NumbersBelowOneAreRefused()
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder, OnnxPrecision.Fp32);
        Assert.Contains("workers 0", Assert.Throws<ArgumentException>(() => OnnxTranslator.Open(path, new OnnxTranslatorSettings { Workers = 0 })).Message);
        Assert.Contains("threads -1", Assert.Throws<ArgumentException>(() => OnnxTranslator.Open(path, new OnnxTranslatorSettings { Threads = -1 })).Message);
    }

    internal static TranslationRequest[] Requests(int count) =>
    [
        .. Enumerable.Range(0, count)
            .Select(i => new TranslationRequest(string.Join(' ', TinyTranslator.Lines[i % TinyTranslator.Lines.Length].Split(' ').Skip(i % 4)))
        {
            Regions = i % 3 == 0 ? TinyTranslator.Regions(i, 1 + i % 4) : null,
        }),
    ];

    internal static void AssertSame(IReadOnlyList<TranslationResult> expected, IReadOnlyList<TranslationResult> actual)
    {
        Assert.Equal(expected.SelectMany(result => result.NBest.Select(candidate => candidate.Text)),
            actual.SelectMany(result => result.NBest.Select(candidate => candidate.Text)));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-4));
    }

    internal static string Save(TinyTranslator.Folder folder, OnnxPrecision precision)
    {
        using var model = OnnxVariant.Model("joint");
        return OnnxVariant.Save(folder, "joint", model, precision);
    }

    private static void AssertServes(ITranslator translator)
    {
        const int Threads = 8;
        TranslationRequest[] requests = Requests(8 * Threads);
        var expected = translator.Translate(requests, Options);
        Task<IReadOnlyList<TranslationResult>>[] calls =
            [.. Enumerable.Range(0, Threads).Select(i => translator.TranslateAsync(requests[(8 * i)..(8 * i + 8)], Options))];
        AssertSame(expected, [.. calls.SelectMany(call => call.GetAwaiter().GetResult())]);
    }
}
