using System.Globalization;

namespace Optiglot;

/// <summary>
/// Keeps a folder, or something named in it, for one process at a time; the system gives it back when the process ends, however it ends. Beside the lock stands
/// who has it.
/// </summary>
public sealed class ProcessLock : IDisposable
{
    private const string Extension = ".lock", OwnerExtension = ".lock.owner";

    // The first process writes its name a moment after it has the lock.
    private const int Tries = 20, MillisecondsBetween = 10;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly FileStream held;
    private readonly string owner;

    private ProcessLock(FileStream held, string owner) => (this.held, this.owner) = (held, owner);

    /// <summary>Takes the folder, which is made as needed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="part">What of the folder is taken, where several may be at work in it: locks of other parts do not disturb. Empty: all of it.</param>
    /// <exception cref="IOException">Another process, which the message names, has it; or the lock cannot be written.</exception>
    public static ProcessLock Take(string folder, string part = "")
    {
        Directory.CreateDirectory(folder);
        string name = part.Length == 0 ? "" : "." + part, file = Path.Combine(folder, name + Extension), owner = Path.Combine(folder, name + OwnerExtension);
        FileStream held = Open(file, owner, part.Length == 0 ? folder : Path.Combine(folder, part));
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

    /// <summary>Takes the folder as soon as nobody else has it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="IOException">The lock cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ProcessLock Wait(string folder, CancellationToken cancellation = default)
    {
        while (true)
        {
            try
            {
                return Take(folder);
            }
            catch (IOException error) when (error.InnerException is { } cause && FileErrors.IsInUse(cause))
            {
                if (cancellation.WaitHandle.WaitOne(BetweenLooks)) cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Gives the folder back. The lock file stays: deleted, it could be another's that was taken a moment ago.</summary>
    public void Dispose()
    {
        File.Delete(owner);
        held.Dispose();
    }

    private static FileStream Open(string file, string owner, string what)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException error) when (FileErrors.IsInUse(error))
        {
            throw new IOException($"{what}: {Owner(owner)} is at work there; wait for its end, stop it, or choose another folder", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{file}: the lock that keeps others away cannot be opened ({error.Message.TrimEnd('.')}); see to it that the folder can be written, or "
                    + $"choose another", error);
        }
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
