using System.Runtime.InteropServices;

namespace Optiglot.Cli;

/// <summary>Turns the first Ctrl-C (or SIGTERM) into a cancellation, so that what runs can save; the second ends the process at once.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly TextWriter error;

    /// <summary>Listens until disposed.</summary>
    /// <param name="error">Where the user is told that saving takes a moment.</param>
    public Interrupts(TextWriter error)
    {
        this.error = error;
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (source.IsCancellationRequested) return;
        context.Cancel = true;
        error.WriteLine("stopping; what is done is saved (once more to stop at once)");
        source.Cancel();
    }
}
