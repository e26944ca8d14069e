using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Optiglot.Translation;

namespace Optiglot.Server;

/// <summary>What OpenTelemetry hears: our metrics and those of ASP.NET Core, for Prometheus; traces, for whoever the environment names.</summary>
internal static class ServerTelemetry
{
    // Set by the operator, as OpenTelemetry's specification has it; without, traces go nowhere and cost nothing.
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Registers it.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<TranslationTelemetry>();
        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(TranslationTelemetry.Name).AddAspNetCoreInstrumentation().AddPrometheusExporter())
            .WithTracing(traces =>
            {
                if (Environment.GetEnvironmentVariable(Endpoint) is not { Length: > 0 }) return;
                traces.AddSource(TranslationTelemetry.Name).AddAspNetCoreInstrumentation().AddOtlpExporter();
            });
    }
}
