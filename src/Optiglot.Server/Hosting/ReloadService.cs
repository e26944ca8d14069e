using Microsoft.Extensions.Hosting;

namespace Optiglot.Server;

/// <summary>Looks at the model folders now and then, and has new versions taken up.</summary>
/// <param name="registry">The models.</param>
/// <param name="options">Say how often.</param>
internal sealed class ReloadService(ModelRegistry registry, ServerOptions options) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(options.ReloadInterval);
        try
        {
            // Loading takes a second and more: it has a thread of its own.
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Task.Factory.StartNew(Reload, stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service ends.
        }
    }

    private void Reload()
    {
        foreach (ModelHost host in registry.Hosts) host.Reload();
    }
}
