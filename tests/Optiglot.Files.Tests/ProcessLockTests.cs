namespace Optiglot.Files.Tests;

public sealed class ProcessLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TheSecondIsRefusedAndTheFirstIsNamed()
    {
        using (ProcessLock.Take(folder))
        {
            IOException error = Assert.Throws<IOException>(() => ProcessLock.Take(folder));
            Assert.Contains($"{folder}: process {Environment.ProcessId} on {Environment.MachineName}", error.Message);
            Assert.DoesNotContain('\n', error.Message);
        }

        ProcessLock.Take(folder).Dispose();
    }

    [Fact]
    public void PartsOfAFolderAreTakenEach()
    {
        using (ProcessLock.Take(folder, "one"))
        using (ProcessLock.Take(folder, "two"))
        {
            IOException error = Assert.Throws<IOException>(() => ProcessLock.Take(folder, "two"));
            Assert.Contains($"{Path.Combine(folder, "two")}: process {Environment.ProcessId} on {Environment.MachineName}", error.Message);
        }
    }

    [Fact]
    public async Task WhoWaitsGetsItNext()
    {
        ProcessLock first = ProcessLock.Take(folder);
        using (CancellationTokenSource soon = new(TimeSpan.FromMilliseconds(300)))
            Assert.ThrowsAny<OperationCanceledException>(() => ProcessLock.Wait(folder, soon.Token));
        Task<ProcessLock> second = Task.Run(() => ProcessLock.Wait(folder), TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    // Whatever kept the lock from being opened was told as another process, even where there is none.
    [Fact]
    public void ALockThatCannotBeOpenedIsNoOtherProcess()
    {
        File.CreateSymbolicLink(Path.Combine(folder, ".lock"), ".lock");
        IOException error = Assert.Throws<IOException>(() => ProcessLock.Take(folder));
        Assert.Contains(Path.Combine(folder, ".lock"), error.Message);
        Assert.DoesNotContain("is at work", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Directory.CreateDirectory(Path.Combine(folder, "inner", ".lock"));
        Assert.DoesNotContain("is at work", Assert.Throws<IOException>(() => ProcessLock.Take(Path.Combine(folder, "inner"))).Message);
    }

    [Fact]
    public void OfManyAtOnceOneGetsIt()
    {
        ProcessLock?[] taken = new ProcessLock?[16];
        Parallel.For(0, taken.Length, i =>
        {
            try
            {
                taken[i] = ProcessLock.Take(folder);
            }
            catch (IOException)
            {
                // One of the others has it.
            }
        });
        Assert.Single(taken, each => each is not null)!.Dispose();
    }
}
