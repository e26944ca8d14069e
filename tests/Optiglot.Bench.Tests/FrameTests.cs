using Optiglot.Networks;

namespace Optiglot.Bench.Tests;

public class FrameTests
{
    [Fact]
    public void TheMedianIsTheMiddle()
    {
        Spread odd = Spread.Of([3, 1, 2]), even = Spread.Of([4, 1, 3, 2]);
        Assert.Equal((2.0, 1.0, 3.0), (odd.Median, odd.Low, odd.High));
        Assert.Equal(2.5, even.Median);
        Assert.Throws<ArgumentException>(() => Spread.Of([]));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.01234567, "0.01235")]
    [InlineData(1.23456, "1.235")]
    [InlineData(123.456, "123.5")]
    [InlineData(12345.6, "12346")]
    public void NumbersHaveFourDigits(double value, string text) => Assert.Equal(text, BenchTable.Number(value));

    [Fact]
    public void TheTableHasThePeerOnlyWhereThereIsOne()
    {
        BenchRow alone = new() { Name = "a", Unit = "s", Ours = Spread.Of([2]), Details = new Dictionary<string, double> { ["some_detail"] = 1 } };
        BenchRow paired = alone with { Name = "b", Peer = Spread.Of([1, 3]), Ratio = Spread.Of([2, 0.5]), Details = new Dictionary<string, double>() };
        Assert.Equal(["what", "unit", "ours", "some detail"], BenchTable.Header(Report(alone)));
        Assert.Equal(["what", "unit", "ours", "PyTorch", "ratio", "some detail"], BenchTable.Header(Report(alone, paired)));
        Assert.Equal(["b", "s", "2.000", "2.000 (1.000 to 3.000)", "1.250 (0.5000 to 2.000)", "-"], BenchTable.Rows(Report(alone, paired))[1]);
    }

    [Fact]
    public void ThePageTakesResultsAndNamesWhatIsMissing()
    {
        using TestFolder folder = new();
        File.WriteAllText(folder.File("page.md"),
            "before\n<!-- bench:one -->\nold\n<!-- /bench -->\nbetween\n<!-- bench:two -->\nkept\n<!-- /bench -->\nafter\n");
        File.WriteAllText(folder.File("bench-one.json"), BenchJson.Write(Report(new BenchRow { Name = "a row", Unit = "s", Ours = Spread.Of([2]) })));
        (IReadOnlyList<string> filled, IReadOnlyList<string> missing) = PerformancePage.Fill(folder.File("page.md"), folder.Path);
        string page = File.ReadAllText(folder.File("page.md"));
        Assert.Equal(["one"], filled);
        Assert.Equal(["two"], missing);
        Assert.Contains("| a row | s | 2.000 |", page);
        Assert.Contains("kept", page);
        Assert.DoesNotContain("old", page);
        Assert.Equal(page, Again(folder));
    }

    // The formula against every product written out.
    [Fact]
    public void FlopsAreThoseOfTheProducts()
    {
        ModelOptions model = new()
        {
            Encoder = new EncoderOptions { VocabularySize = 50, Width = 6, Layers = 2, Heads = 2, FeedForward = 10 },
            Decoder = new DecoderOptions { VocabularySize = 70, Width = 8, Layers = 3, Heads = 2, FeedForward = 12 },
        };
        const double B = 5, S = 7, T = 4, Places = 13;
        double encoder = 2 * (Product(B * S, 18, 6) + Product(B * S, 6, 6) + (2 * B * Product(S, S, 6)) + Product(B * S, 10, 6) + Product(B * S, 6, 10));
        double self = Product(B * T, 24, 8) + Product(B * T, 8, 8) + (2 * B * Product(T, T, 8));
        double cross = Product(B * T, 8, 8) + Product(B * S, 16, 8) + (2 * B * Product(T, S, 8)) + Product(B * T, 8, 8);
        double decoder = Product(B * S, 8, 6) + (3 * (self + cross + Product(B * T, 12, 8) + Product(B * T, 8, 12)));
        Assert.Equal(encoder, ModelFlops.Encoder(model.Encoder, 5, 7));
        Assert.Equal(decoder, ModelFlops.Decoder(model, 5, 7, 4));
        Assert.Equal(3 * (encoder + decoder + Product(Places, 70, 8)), ModelFlops.TrainingStep(model, 5, 7, 4, 13));

        static double Product(double m, double n, double k) => 2 * m * n * k;
    }

    private static string Again(TestFolder folder)
    {
        PerformancePage.Fill(folder.File("page.md"), folder.Path);
        return File.ReadAllText(folder.File("page.md"));
    }

    private static BenchReport Report(params BenchRow[] rows) => new()
    {
        Benchmark = "one", Command = "./optiglot bench one", Commit = new string('a', 40), Date = "2026-11-24", Machine = "a machine", Threads = 2,
        Settings = new Dictionary<string, string>(), Rows = rows,
    };
}
