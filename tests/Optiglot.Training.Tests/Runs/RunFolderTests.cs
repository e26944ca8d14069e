using Optiglot.Translation;

namespace Optiglot.Training.Tests;

/// <summary>A run folder keeps what it has: one process at a time, no other recipe or data, no damaged weights.</summary>
public sealed class RunFolderTests : IDisposable
{
    private readonly ToyWorld world = new(pictures: false);

    private Recipe Recipe => world.Recipe(pictures: false, epochs: 1) is var recipe ? recipe with { EndToEnd = recipe.EndToEnd! with { MaxSteps = 6 } } : null!;

    private string At(params string[] parts) => Path.Combine([world.Folder, "run", .. parts]);

    public void Dispose() => world.Dispose();

    private void Train(Recipe? recipe = null, RunStep last = RunStep.Export, ITrainingProgress? progress = null, CancellationToken cancellation = default)
    {
        using TrainingRun run = new(recipe ?? Recipe, world.Options("run"), progress ?? new NullTrainingProgress());
        run.Run(last, cancellation);
    }

    // Stopped after its first update.
    private void Begin()
    {
        StopAt stop = new(report => report.Event == TrainingEvent.StageStarted, 1);
        Assert.ThrowsAny<OperationCanceledException>(() => Train(progress: stop, cancellation: stop.Token));
    }

    private static void AssertOneLine(Exception error, params string[] says)
    {
        Assert.DoesNotContain('\n', error.Message);
        Assert.All(says, part => Assert.Contains(part, error.Message));
    }

    [Fact]
    public void ASecondRunIsRefusedAndTheFirstIsNamed()
    {
        using (new TrainingRun(Recipe, world.Options("run"), new NullTrainingProgress()))
        {
            long log = new FileInfo(At("log.jsonl")).Length;
            AssertOneLine(Assert.Throws<IOException>(() => Train()), At(), $"process {Environment.ProcessId}");
            Assert.Equal(log, new FileInfo(At("log.jsonl")).Length);
        }

        Train();
    }

    // The stage is over, the model not yet written.
    [Fact]
    public void AFlippedBitOfTheBestWeightsIsNotExported()
    {
        Train();
        Directory.Delete(At("model"), recursive: true);
        string best = At("end_to_end", "best.safetensors");
        byte[] bytes = File.ReadAllBytes(best);
        bytes[^2] ^= 1;
        File.WriteAllBytes(best, bytes);
        AssertOneLine(Assert.Throws<InvalidDataException>(() => Train()), best, "changed since");
        Assert.False(Directory.Exists(At("model")));
        bytes[^2] ^= 1;
        File.WriteAllBytes(best, bytes);
        Train();
        Assert.NotNull(ModelFolder.Open(At("model")));
    }

    [Fact]
    public void EvaluatedWeightsThatChangedAreNotAveraged()
    {
        Recipe recipe = Recipe with { EndToEnd = Recipe.EndToEnd! with { MaxSteps = null, EvaluateEvery = 0.1, AverageCheckpoints = 3 } };
        StopAt stop = new(report => report.Event == TrainingEvent.Evaluation, 2);
        Assert.ThrowsAny<OperationCanceledException>(() => Train(recipe, progress: stop, cancellation: stop.Token));
        string first = Directory.GetFiles(At("end_to_end"), "evaluated-*").Order().First();
        byte[] bytes = File.ReadAllBytes(first);
        bytes[^2] ^= 1;
        File.WriteAllBytes(first, bytes);
        recipe = recipe with { EndToEnd = recipe.EndToEnd! with { MaxSteps = null } };
        AssertOneLine(Assert.Throws<InvalidDataException>(() => Train(recipe)), first, "changed since");
    }

    [Fact]
    public void MissingBestWeightsAreNamed()
    {
        Train();
        Directory.Delete(At("model"), recursive: true);
        File.Delete(At("end_to_end", "best.safetensors"));
        AssertOneLine(Assert.Throws<FileNotFoundException>(() => Train()), At("end_to_end", "best.safetensors"), "missing");
    }

    [Theory]
    [InlineData("")]
    [InlineData("name: toy\n")]
    public void AnEmptiedOrCutRecipeIsNoPassForAnother(string left)
    {
        Begin();
        File.WriteAllText(At("recipe.yaml"), left);
        AssertOneLine(Assert.Throws<InvalidDataException>(() => Train(Recipe with { Seed = 8 })), "another recipe", "--out");
    }

    [Fact]
    public void ARunThatAnEarlierVersionBeganGoesOn()
    {
        Begin();
        string[] lines = File.ReadAllLines(At("recipe.yaml")), old = [.. lines.Where(line => !line.Contains("family_options"))];
        Assert.Equal(lines.Length - 1, old.Length);
        File.WriteAllLines(At("recipe.yaml"), old);
        Train();
    }

    [Fact]
    public void ADeletedRecipeIsNoPassForAnother()
    {
        Begin();
        File.Delete(At("recipe.yaml"));
        AssertOneLine(Assert.Throws<InvalidDataException>(() => Train(Recipe with { EndToEnd = Recipe.EndToEnd! with { LearningRate = 1e-4 } })),
            At("end_to_end", "last.checkpoint"), "another recipe");
    }

    [Theory]
    [InlineData("train.de")]
    [InlineData("train.en")]
    [InlineData("val.de")]
    public void DataThatChangedIsNotMixedIn(string name)
    {
        Begin();
        string file = Path.Combine(world.Folder, name), text = File.ReadAllText(file);
        string[] lines = text.Split('\n');
        lines[3] = lines[4];
        lines[5] += " " + lines[6];
        File.WriteAllText(file, string.Join('\n', lines));
        AssertOneLine(Assert.Throws<InvalidDataException>(() => Train()), At("end_to_end", "last.checkpoint"), "other data");
        File.WriteAllText(file, text);
        Train();
    }

    [Fact]
    public void WhatAKillAtAStagesEndLeftIsTidied()
    {
        Train();
        Directory.Delete(At("model"), recursive: true);
        string left = At("end_to_end", CheckpointWindow.NameOf(3));
        File.Copy(At("end_to_end", "best.safetensors"), left);
        string[] log = File.ReadAllLines(At("log.jsonl"));
        File.WriteAllLines(At("log.jsonl"), log.Where(line => !line.Contains("stage_finished")));
        Train();
        Assert.False(File.Exists(left));
        Assert.Single(File.ReadAllLines(At("log.jsonl")), line => line.Contains("stage_finished"));
    }

    // A kill between an evaluation's line and its checkpoint: the line is there, and what follows is the same as without.
    [Fact]
    public void AnEvaluationIsToldBeforeItsCheckpoint()
    {
        Directory.CreateDirectory(At("end_to_end", "last.checkpoint.part"));
        Assert.ThrowsAny<Exception>(() => Train());
        Assert.Contains(JsonLinesProgress.Read(At("log.jsonl")), report => report.Event == TrainingEvent.Evaluation);
        Directory.Delete(At("end_to_end", "last.checkpoint.part"));
        Train();
        Assert.False(File.Exists(At("end_to_end", "best.new.safetensors")));
        // Told twice, counted once.
        Assert.Single(TrainingSummary.Read(At("log.jsonl")).Single().Evaluations);
    }

    [Fact]
    public void PairsThatAreLeftOutAreCounted()
    {
        string file = Path.Combine(world.Folder, "train.de");
        string[] lines = File.ReadAllLines(file);
        (lines[3], lines[7], lines[9]) = ("", "", string.Join(' ', Enumerable.Repeat(lines[9], 60)));
        File.WriteAllLines(file, lines);
        StopAt told = new(report => report.Message?.Contains("3 of 600 training pairs are left out: 2 with nothing on a side, 1 longer than") == true, 1);
        Assert.ThrowsAny<OperationCanceledException>(() => Train(progress: told, cancellation: told.Token));
    }

    private sealed class StopAt(Func<TrainingReport, bool> where, int times) : ITrainingProgress
    {
        private readonly CancellationTokenSource source = new();
        private int seen;

        internal CancellationToken Token => source.Token;

        public void Report(TrainingReport report)
        {
            if (where(report) && ++seen == times) source.Cancel();
        }
    }
}
