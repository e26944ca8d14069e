using Optiglot.Distributed.Tests;
using Optiglot.Training;
using Optiglot.Vision;

namespace Optiglot.Cli.Tests;

/// <summary>The program, started several times by mpirun.</summary>
[Collection(ChildProcesses.Name)]
public sealed class RankTests
{
    private static readonly string[] Numbers = ["one", "two", "three", "four", "five", "six"], Zahlen = ["eins", "zwei", "drei", "vier", "fünf", "sechs"];

    [Fact]
    public void TwoRanksRunARecipeToTheScoresOfOne()
    {
        string folder = TestFolders.Fresh(), recipe = Reversed(folder);
        (int code, string output, string error) = Run(1, folder, "alone");
        Assert.True(code == 0, error);
        (code, string together, error) = Run(2, folder, "together");
        Assert.True(code == 0, error);
        // One speaks, in the words of one process.
        Assert.Equal(output.Replace("alone", "together").Split('\n').Length, together.Split('\n').Length);
        Assert.Single(error.Split('\n'), line => line.Contains("finished after", StringComparison.Ordinal));
        double[] alone = Dev(folder, "alone"), both = Dev(folder, "together");
        Assert.True(alone.Length >= 3 && alone.Max() > 5, $"too little was learned to compare: {string.Join(", ", alone)}");
        Assert.Equal(alone.Select(score => Math.Round(score, 2)), both.Select(score => Math.Round(score, 2)));
        Assert.Equal(Hypotheses(folder, "alone"), Hypotheses(folder, "together"));
    }

    [Fact]
    public void AKilledRankIsNamedAndTheSameCommandGoesOn()
    {
        string folder = TestFolders.Fresh();
        Reversed(folder);
        using (MpiJob job = MpiJob.Start(2, Command(folder, "run", Longer), ("OMP_NUM_THREADS", "1")))
        {
            string checkpoint = Path.Combine(folder, "run", "end_to_end", "last.checkpoint");
            for (int wait = 0; !File.Exists(checkpoint) && wait < 1200; wait++) Thread.Sleep(100);
            job.Kill(1);
            (int code, string output, string error) = job.End(minutes: 1);
            Assert.NotEqual(0, code);
            Assert.Contains("rank 1", output + error);
        }

        (int again, _, string said) = Run(2, folder, "run", Longer);
        Assert.True(again == 0, said);
        Assert.Contains("goes on from update", said);
    }

    [Fact]
    public void AnErrorIsToldOnceByName()
    {
        string folder = TestFolders.Fresh();
        Reversed(folder);
        File.WriteAllText(Path.Combine(folder, "train.de"), "eins\n");
        (int code, string output, string error) = Run(2, folder, "run");
        Assert.NotEqual(0, code);
        Assert.Contains("train.de", Assert.Single((output + error).Split('\n'), line => line.StartsWith("optiglot: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void RanksDetectAShareEach()
    {
        using SmallDemo demo = new();
        string folder = TestFolders.Fresh(), photos = Directory.CreateDirectory(Path.Combine(folder, "photos")).FullName;
        foreach (int i in Enumerable.Range(1, 7)) SmallRecipe.DrawPicture(Path.Combine(photos, $"{i}.png"), (byte)(20 * i));
        string[] detect = ["detect", photos, "--detector", demo.DetectorFile, "--out"];
        string alone = Path.Combine(folder, "alone.sqlite"), both = Path.Combine(folder, "both.sqlite");
        Assert.Equal(0, CliRun.Of([.. detect, alone]).Code);
        using MpiJob job = MpiJob.Start(2, ["dotnet", "exec", Program, .. detect, both], ("OMP_NUM_THREADS", "1"));
        (int code, string output, string error) = job.End(minutes: 5);
        Assert.True(code == 0, error);
        Assert.Contains("7 saved", output);
        Assert.Empty(Directory.GetFiles(folder, "*.part*"));
        using RegionStore one = RegionStore.Open(alone), two = RegionStore.Open(both, one.Detector);
        Assert.Equal(one.Names.Order(), two.Names.Order());
        Assert.Equal(0, two.UnknownFiles);
        foreach (string name in one.Names)
        {
            Assert.True(one.TryGet(name, out RegionSet? expected) && two.TryGet(name, out RegionSet? found) && found.Features.SequenceEqual(expected.Features));
        }

        Assert.Contains("7 there before", CliRun.Of([.. detect, both]).Output);
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "optiglot.dll");

    // So that the first checkpoint is not the last.
    private static string[] Longer => ["--set", "end_to_end.max_epochs=15"];

    private static string[] Command(string folder, string run, string[] more) =>
        ["dotnet", "exec", Program, "run", Path.Combine(folder, "toy.yaml"), "--out", Path.Combine(folder, run), "--data", folder, .. more];

    private static (int Code, string Output, string Error) Run(int count, string folder, string run, params string[] more)
    {
        using MpiJob job = MpiJob.Start(count, Command(folder, run, more), ("OMP_NUM_THREADS", "1"));
        return job.End(minutes: 8);
    }

    private static double[] Dev(string folder, string run) =>
        [.. JsonLinesProgress.Read(Path.Combine(folder, run, "log.jsonl")).Where(report => report.DevBleu is not null).Select(report => report.DevBleu!.Value)];

    private static string[] Hypotheses(string folder, string run) =>
        [.. Directory.GetFiles(Path.Combine(folder, run, "results"), "*.hyp", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines)];

    // Number words said in reverse; without dropout, whose streams are a rank's own.
    private static string Reversed(string folder)
    {
        foreach ((string split, int lines) in ((string, int)[])[("train", 400), ("dev", 30)])
        {
            Random random = new(lines);
            int[][] said = [.. Enumerable.Range(0, lines)
                .Select(_ => Enumerable.Range(0, random.Next(2, 5)).Select(_ => random.Next(Numbers.Length)).ToArray())];
            File.WriteAllLines(Path.Combine(folder, $"{split}.en"), said.Select(words => string.Join(' ', words.Select(word => Numbers[word]))));
            File.WriteAllLines(Path.Combine(folder, $"{split}.de"), said.Select(words => string.Join(' ', words.Reverse().Select(word => Zahlen[word]))));
        }

        string path = Path.Combine(folder, "toy.yaml");
        File.WriteAllText(path, """
            name: toy
            data:
              set: files
              train: train
              dev: dev
              files:
                train: { source: train.en, target: train.de }
                dev: { source: dev.en, target: dev.de }
            text:
              joint: true
              source: { kind: bpe, size: 80 }
            model:
              encoder: { width: 32, layers: 1, heads: 2, feed_forward: 64, dropout: 0, attention_dropout: 0 }
              decoder: { width: 32, layers: 1, heads: 2, feed_forward: 64, dropout: 0, attention_dropout: 0 }
            end_to_end: { max_epochs: 5, batch_tokens: 150, learning_rate: 4e-3, warmup_steps: 20, precision: fp32, patience: 0 }
            evaluate:
              sets: [dev]

            """);
        return path;
    }
}
