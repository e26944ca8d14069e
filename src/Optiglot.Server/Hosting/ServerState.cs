using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Optiglot.Server;

/// <summary>Whether the service wants requests; before it stops it says no while it still takes them.</summary>
internal sealed class ServerState : IHealthCheck
{
    private volatile bool _isDraining;

    /// <summary>From now on it is not ready.</summary>
    public void Drain() => _isDraining = true;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isDraining ? HealthCheckResult.Unhealthy("stopping") : HealthCheckResult.Healthy());
}
