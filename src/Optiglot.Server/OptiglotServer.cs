using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Optiglot.Server;

/// <summary>A service that runs in this process until it is disposed.</summary>
public sealed class OptiglotServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ServerOptions _options;

    private OptiglotServer(WebApplication app, ServerOptions options) => (_app, _options) = (app, options);

    /// <summary>Addresses it listens at.</summary>
    public IReadOnlyList<string> Urls => [.. _app.Urls];

    /// <summary>Loads the models and begins to listen.</summary>
    /// <param name="options">What is served, where, and how.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="FileNotFoundException">A model, or its detector, is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="IOException">The address is in use.</exception>
    public static Task<OptiglotServer> StartAsync(ServerOptions options, CancellationToken cancellation = default) => StartAsync(options, null, cancellation);

    /// <summary>As above, with changes to the builder.</summary>
    internal static async Task<OptiglotServer> StartAsync(ServerOptions options, Action<WebApplicationBuilder>? configure,
        CancellationToken cancellation = default)
    {
        options.Validate();
        var app = ServerApp.Build(options, configure);
        try
        {
            // Loaded before anybody is let in.
            _ = app.Services.GetRequiredService<ModelRegistry>();
            await app.StartAsync(cancellation);
            return new OptiglotServer(app, options);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Serves until cancelled, then stops as <see cref="StopAsync"/> does.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await StopAsync();
    }

    /// <summary>
    /// Says that it is not ready, lets nobody in any more, and returns when all that was let in is answered, or after <see cref="ServerOptions.StopTimeout"/>.
    /// </summary>
    public async Task StopAsync()
    {
        _app.Services.GetRequiredService<ServerState>().Drain();
        await Task.Delay(_options.DrainDelay);
        await _app.StopAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
