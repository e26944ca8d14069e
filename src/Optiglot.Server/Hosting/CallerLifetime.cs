using Microsoft.Extensions.Hosting;

namespace Optiglot.Server;

/// <summary>Leaves signals to whoever started the service: it stops when told to, and not by itself.</summary>
internal sealed class CallerLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
