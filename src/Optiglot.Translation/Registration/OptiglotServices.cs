using Optiglot.Translation;
using Optiglot.Vision;

// Where .NET looks for registrations.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers translators of model folders with an application.</summary>
public static class OptiglotServices
{
    /// <summary>Registers a model folder as <see cref="ITranslator"/>, opened when it is first asked for, safe for many threads.</summary>
    /// <param name="services">The services.</param>
    /// <param name="model">The model folder, with graphs for ONNX Runtime, or the folder of a run.</param>
    /// <param name="configure">Changes the defaults; null keeps them.</param>
    /// <param name="key">The key to register it by, for several models; null for none.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddOptiglot(this IServiceCollection services, string model, Action<OptiglotOptions>? configure = null, object? key = null)
    {
        OptiglotOptions options = new();
        configure?.Invoke(options);
        if (services.All(service => service.ServiceType != typeof(TranslationTelemetry))) services.AddSingleton<TranslationTelemetry>();
        return key is null
            ? services.AddSingleton(provider => Open(model, options, provider))
            : services.AddKeyedSingleton(key, (provider, _) => Open(model, options, provider));
    }

    private static ITranslator Open(string model, OptiglotOptions options, IServiceProvider provider)
    {
        var folder = ModelFolder.Open(model, ModelParts.None);
        var telemetry = provider.GetRequiredService<TranslationTelemetry>();
        if (folder.Config.Detector is null || options.Detectors is not { } settings) return TranslatorPipeline.Open(folder, options, telemetry);
        IRegionDetector detector = ModelDetector.Load(folder, settings);
        try
        {
            return new OwningTranslator(TranslatorPipeline.Open(folder, options, telemetry, detector), detector);
        }
        catch
        {
            detector.Dispose();
            throw;
        }
    }
}
