using Microsoft.Extensions.Logging;
using Optiglot.Translation;

namespace Optiglot.Server;

/// <summary>A model folder that is served; what is put in its place is taken up while requests go on.</summary>
internal sealed class ModelHost : IDisposable
{
    private readonly string _path;
    private readonly Func<LoadedModel> _load;
    private readonly Replaceable<LoadedModel> _current;
    private readonly ILogger _logger;
    private string _version, _refused = "";

    /// <summary>Loads what is in the folder.</summary>
    /// <param name="path">A model folder, or the folder of a run.</param>
    /// <param name="load">Loads what is in it now.</param>
    /// <param name="logger">Told of versions.</param>
    public ModelHost(string path, Func<LoadedModel> load, ILogger logger)
    {
        (_path, _load, _logger) = (path, load, logger);
        LoadedModel first = load();
        Name = NameOf(first);
        (_current, _version) = (new Replaceable<LoadedModel>(first), first.Version);
        Tell(first);
    }

    /// <summary>What requests call it; a new version keeps it.</summary>
    public string Name { get; }

    /// <summary>Where it is.</summary>
    public string Path => _path;

    /// <summary>Takes the newest version, for the time of a request.</summary>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public Lease<LoadedModel> Take() => _current.Take();

    /// <summary>Takes up a new version where there is one; where it cannot be served, the old one stays and the log says why, once.</summary>
    public void Reload()
    {
        if (Newest() is not { } found || found == _version) return;
        try
        {
            LoadedModel fresh = Load();
            string version = fresh.Version;
            Tell(fresh);
            _current.Replace(fresh);
            (_version, _refused) = (version, "");
        }
        catch (Exception error)
        {
            // Whatever is put there, the old version goes on. A folder that is being copied looks damaged until it is whole: it is tried again every time, and
            // told of once.
            if (_refused != found) ServerLog.NotReloaded(_logger, Name, _version, error.Message);
            _refused = found;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _current.Dispose();

    private LoadedModel Load()
    {
        LoadedModel fresh = _load();
        if (NameOf(fresh) is var name && name == Name) return fresh;
        fresh.Dispose();
        throw new InvalidDataException($"{_path}: another model, called {name}, is there now; start the service anew to serve it");
    }

    private string NameOf(LoadedModel model) =>
        model.Info.Name is { Length: > 0 } name ? name
            : System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(_path)));

    private void Tell(LoadedModel model) =>
        ServerLog.Ready(_logger, Name, model.Version, model.Info.SourceLanguage, model.Info.TargetLanguage, _path);

    // Between two renames there is no folder for a moment.
    private string? Newest()
    {
        try
        {
            string inside = System.IO.Path.Combine(_path, ModelFolder.FolderInRun);
            bool isRun = !File.Exists(System.IO.Path.Combine(_path, ModelFolder.ConfigFile)) && Directory.Exists(inside);
            return LoadedModel.VersionOf(isRun ? inside : _path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
