using Optiglot.Translation;

namespace Optiglot.Training.Tests;

/// <summary>Runs that share stages neither train on each other's data nor touch what another is at work with.</summary>
public sealed class SharedPartsTests : IDisposable
{
    private readonly ToyWorld world = new(pictures: true);

    private string Parts => Path.Combine(world.Folder, "parts");

    public void Dispose() => world.Dispose();

    private Recipe Recipe => world.Recipe(pictures: true) is var all ? all with
    {
        Pretrain = new PretrainSections { Pairs = all.Pretrain.Pairs! with { MaxSteps = 1 } }, Stage1 = all.Stage1! with { MaxSteps = 1 }, Stage2 = null,
    } : null!;

    private void Train(string name, bool shares = true)
    {
        using TrainingRun run = new(Recipe, world.Options(name) with { Parts = shares ? Parts : null }, new NullTrainingProgress());
        run.Run();
    }

    private string Stage(string name) => Assert.Single(Directory.GetDirectories(Parts, name + "-*"));

    // The second run was refused for ever: the shared stage was "trained on other data", and there was no way on.
    [Fact]
    public void WithOtherDataAStageIsAnother()
    {
        Train("first");
        string file = Path.Combine(world.Folder, "train.de");
        File.WriteAllLines(file, File.ReadAllLines(file).Reverse());
        Train("second");
        Assert.Equal(2, Directory.GetDirectories(Parts, "stage1-*").Length);
        Assert.NotNull(ModelFolder.Open(Path.Combine(world.Folder, "second")));
    }

    // What is over was read, tidied and deleted without the lock.
    [Fact]
    public void AStageThatAnotherHasIsNotTouched()
    {
        Train("first");
        string left = Path.Combine(Stage("stage1"), CheckpointWindow.NameOf(3)), states = Path.Combine(Stage("stage1"), "encoder.states");
        File.WriteAllText(left, "another's");
        File.WriteAllText(states, "another's");
        using (ProcessLock.Take(Stage("stage1")))
            Assert.Contains($"{Stage("stage1")}: process {Environment.ProcessId}", Assert.Throws<IOException>(() => Train("second")).Message);
        Assert.True(File.Exists(left) && File.Exists(states));
        Train("second");
        Assert.False(File.Exists(left) || File.Exists(states));
    }

    // A kill between a stage's last checkpoint and the deletion.
    [Fact]
    public void StatesThatAKillLeftAreDeleted()
    {
        Train("run", shares: false);
        Directory.Delete(Path.Combine(world.Folder, "run", "model"), recursive: true);
        string states = Path.Combine(world.Folder, "run", "stage1", "encoder.states");
        File.WriteAllText(states, "half a gigabyte");
        Train("run", shares: false);
        Assert.False(File.Exists(states));
    }
}
