using Optiglot.Modeling;
using Optiglot.Training;

namespace Optiglot.Bench.Tests;

public class WorkTests
{
    [Fact]
    public void MadeUpPairsAreAsLongAsCaptionsAndAlwaysTheSame()
    {
        (int[][] sources, int[][] targets) = MadeUpPairs.Draw(5000, 1000, 800, 5, seed: 3);
        (int[][] again, _) = MadeUpPairs.Draw(5000, 1000, 800, 5, seed: 3);
        Assert.Equal(sources, again);
        Assert.InRange(targets.Average(target => target.Length), 13.5, 14.5);
        Assert.InRange(sources.Average(source => source.Length), 13.5, 14.5);
        Assert.All(sources.SelectMany(source => source), id => Assert.InRange(id, 5, 999));
        Assert.All(targets.SelectMany(target => target), id => Assert.InRange(id, 5, 799));
    }

    [Fact]
    public void FrequentPiecesAreFrequent()
    {
        var random = new Random(1);
        int[] counts = new int[1000];
        for (int i = 0; i < 100_000; i++) counts[MadeUpPairs.Zipf(random, counts.Length)]++;
        Assert.True(counts[0] > 5 * counts[10] && counts[10] > 5 * counts[100]);
        Assert.True(counts[^1] < 100);
    }

    [Fact]
    public void RowsKeepTheirLengths()
    {
        using TestFolder folder = new();
        int[][] rows = [[7, 8, 9], [5], [6, 0, 6]];
        TensorFile.Write(folder.File("rows.safetensors"), [("rows", TensorFile.Padded(rows, 0))]);
        using SafetensorsFile file = SafetensorsFile.Open(folder.File("rows.safetensors"));
        Assert.Equal(rows, TensorFile.Rows(file, "rows", 0));
    }

    [Fact]
    public void MadeUpLinesCorrespond()
    {
        using TestFolder folder = new();
        MadeUpLines.Write(folder.File("a"), folder.File("b"), 25, 1);
        string[] source = File.ReadAllLines(folder.File("a")), target = File.ReadAllLines(folder.File("b"));
        Assert.Equal((25, 25), (source.Length, target.Length));
        Assert.All(source.Concat(target), line => Assert.EndsWith(" .", line));
        Assert.DoesNotContain(source, line => target.Contains(line));
    }

    [Fact]
    public void AJobIsReadAsItWasWritten()
    {
        using TestFolder folder = new();
        foreach (BenchJob job in (BenchJob[])[new PeakJob { Precision = Precision.Bf16 }, TinyJobs.Train(Precision.Bf16, TinyJobs.OtherKind),
            TinyJobs.Encoder(), TinyJobs.Translate(3), TinyJobs.Run(true)])
        {
            job.Save(folder.Path);
            BenchJob read = BenchJob.Load(folder.Path);
            Assert.Equal(job.GetType(), read.GetType());
            Assert.Equal(BenchJson.Write(job), BenchJson.Write(read));
        }
    }

    [Fact]
    public void AFolderWithoutJobSaysSo()
    {
        using TestFolder folder = new();
        Assert.Contains("job.json", Assert.Throws<FileNotFoundException>(() => BenchJob.Load(folder.Path)).Message);
    }
}
