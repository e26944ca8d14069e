using System.Runtime.InteropServices;

namespace Optiglot.Cli;

/// <summary>
/// Turns the first Ctrl-C (or SIGTERM) into a cancellation, so that what runs can save; the second ends the process at once. A file that grows beyond the
/// user's limit (ulimit -f) is an error of whoever writes it, which says so, and not the process's sudden end.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    // Of Linux and macOS; .NET has no name for it.
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    // Not given back: the runtime writes at the very end, too.
    private readonly PosixSignalRegistration? tooLarge;
    private readonly TextWriter error;

    /// <summary>Listens until disposed.</summary>
    /// <param name="error">Where the user is told that saving takes a moment.</param>
    public Interrupts(TextWriter error)
    {
        this.error = error;
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];
        tooLarge = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(FileTooLarge, context => context.Cancel = true);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations) registration.Dispose();
        source.Dispose();
        GC.KeepAlive(tooLarge);
    }

    private void Handle(PosixSignalContext context)
    {
        if (source.IsCancellationRequested) return;
        context.Cancel = true;
        error.WriteLine("stopping; what is done is saved (once more to stop at once)");
        source.Cancel();
    }
}
