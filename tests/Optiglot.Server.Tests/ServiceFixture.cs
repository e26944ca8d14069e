// OpenTelemetry knows meters by name: when one service of a process ends, the metrics of the others end with it.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Optiglot.Server.Tests;

/// <summary>One service for the tests of a class.</summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    public TinyService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await TinyService.StartAsync();

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
