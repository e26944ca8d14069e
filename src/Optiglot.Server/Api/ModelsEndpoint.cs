using Microsoft.AspNetCore.Http;

namespace Optiglot.Server;

/// <summary><c>GET /v1/models</c>.</summary>
internal sealed class ModelsEndpoint(ModelRegistry models)
{
    /// <summary>Lists what is served now.</summary>
    public IResult Handle() => Results.Json(new ModelsResponse([.. models.Hosts.Select(Describe)]), ApiJson.Options);

    private static ModelOutput Describe(ModelHost host)
    {
        using var lease = host.Take();
        var (model, info) = (lease.Value, lease.Value.Info);
        return new ModelOutput
        {
            Name = host.Name,
            Version = model.Version,
            Source = info.SourceLanguage,
            Target = info.TargetLanguage,
            Detector = model.Pictures?.Detector.Name,
            Beam = info.Search.Beam,
            Loaded = model.Loaded,
        };
    }
}
