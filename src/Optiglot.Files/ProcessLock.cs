using System.Globalization;

namespace Optiglot;

/// <summary>Keeps a folder for one process at a time; the system gives it back when the process ends, however it ends. Beside the lock stands who has it.</summary>
public sealed class ProcessLock : IDisposable
{
    private const string LockFile = ".lock", OwnerFile = ".lock.owner";

    // The first process writes its name a moment after it has the lock.
    private const int Tries = 20, MillisecondsBetween = 10;

    private readonly FileStream held;
    private readonly string owner;

    private ProcessLock(FileStream held, string owner) => (this.held, this.owner) = (held, owner);

    /// <summary>Takes the folder, which is made as needed.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">Another process, which the message names, has it; or the folder cannot be written.</exception>
    public static ProcessLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, LockFile), owner = Path.Combine(folder, OwnerFile);
        FileStream held;
        try
        {
            held = new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or FileNotFoundException) && File.Exists(file))
        {
            throw new IOException($"{folder}: {Owner(owner)} is at work there; wait for its end, stop it, or choose another folder", error);
        }

        try
        {
            AtomicFile.WriteText(owner, string.Create(CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId} on {Environment.MachineName}, since {DateTime.UtcNow:yyyy-MM-dd HH:mm:ss} UTC"));
            return new ProcessLock(held, owner);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Gives the folder back. The lock file stays: deleted, it could be another's that was taken a moment ago.</summary>
    public void Dispose()
    {
        File.Delete(owner);
        held.Dispose();
    }

    private static string Owner(string file)
    {
        for (int i = 0; i < Tries; i++)
        {
            try
            {
                return File.ReadAllText(file);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(MillisecondsBetween);
            }
        }

        return "another process";
    }
}
