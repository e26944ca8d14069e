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
