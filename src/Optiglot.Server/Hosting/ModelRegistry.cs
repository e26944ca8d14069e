using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Optiglot.Translation;

namespace Optiglot.Server;

/// <summary>The models that are served, and which of them a request means.</summary>
internal sealed class ModelRegistry : IDisposable
{
    private readonly List<ModelHost> _hosts = [];
    private readonly LookQueue _looking;

    /// <summary>Loads all models.</summary>
    /// <exception cref="ArgumentException">Two have one name.</exception>
    /// <exception cref="FileNotFoundException">A folder or a part of it is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public ModelRegistry(ServerOptions options, TranslationTelemetry telemetry, ILogger<ModelRegistry> logger)
    {
        options.Validate();
        _looking = new LookQueue(options.Workers ?? Environment.ProcessorCount, options.Batching.QueueLimit);
        try
        {
            foreach (string path in options.Models)
            {
                ModelHost host = new(path, () => LoadedModel.Open(path, options, telemetry, _looking), logger);
                ModelHost? same = _hosts.Find(other => other.Name == host.Name);
                _hosts.Add(host);
                if (same is not null) throw new ArgumentException(
                    $"{path} and {same.Path} are both models called {host.Name}; serve one of them, or change `name` in a config.json");
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<ModelHost> Hosts => _hosts;

    /// <summary>Takes the model that a request means.</summary>
    /// <param name="name">Its name, or null.</param>
    /// <param name="source">Language of the sentences, or null.</param>
    /// <param name="target">Language of the translations, or null.</param>
    /// <param name="sees">Whether it must see pictures.</param>
    /// <exception cref="RequestException">There is none such, or several.</exception>
    public Lease<LoadedModel> Take(string? name, string? source = null, string? target = null, bool sees = false)
    {
        var fitting = _hosts.Where(host => (name is null || host.Name == name) && Fits(host, source, target, sees)).Take(2).ToArray();
        if (fitting is [var only]) return only.Take();
        string known = string.Join("; ", _hosts.Select(Describe));
        throw fitting.Length == 0
            ? new RequestException(StatusCodes.Status404NotFound, $"no such model here{(sees ? " that sees pictures" : "")}; there are: {known}")
            : new RequestException(StatusCodes.Status400BadRequest,
                $"several models could be meant; name one as `model`, or languages as `source` and `target`: {known}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ModelHost host in _hosts) host.Dispose();
        _looking.Dispose();
    }

    private static bool Fits(ModelHost host, string? source, string? target, bool sees)
    {
        using var lease = host.Take();
        var (info, pictures) = (lease.Value.Info, lease.Value.Pictures);
        return (source is null || info.SourceLanguage == source) && (target is null || info.TargetLanguage == target) && (!sees || pictures is not null);
    }

    private static string Describe(ModelHost host)
    {
        using var lease = host.Take();
        return $"{host.Name} ({lease.Value.Info.SourceLanguage} to {lease.Value.Info.TargetLanguage})";
    }
}
