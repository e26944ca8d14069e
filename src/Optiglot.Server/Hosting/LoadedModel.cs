using Optiglot.Translation;

namespace Optiglot.Server;

/// <summary>One version of a model, ready to serve.</summary>
/// <param name="folder">Where it came from.</param>
/// <param name="version">The beginning of the SHA-256 of its configuration.</param>
/// <param name="translator">Translates; disposed with this.</param>
/// <param name="pictures">Sees its pictures; null where it sees none. Disposed with this.</param>
internal sealed class LoadedModel(ModelFolder folder, string version, ITranslator translator, PictureReader? pictures) : IDisposable
{
    // As many hexadecimal digits as nobody confuses.
    private const int VersionDigits = 12;

    /// <summary>Its configuration.</summary>
    public ModelConfig Config => folder.Config;

    /// <summary>Its version.</summary>
    public string Version => version;

    /// <summary>Translates.</summary>
    public ITranslator Translator => translator;

    /// <summary>Sees its pictures; null where it sees none.</summary>
    public PictureReader? Pictures => pictures;

    /// <summary>What it can do.</summary>
    public TranslatorInfo Info => translator.Info;

    /// <summary>When it was loaded.</summary>
    public DateTimeOffset Loaded { get; } = DateTimeOffset.UtcNow;

    /// <summary>Loads what is in a folder now, and translates a word to see that it can.</summary>
    /// <param name="path">A model folder, or the folder of a run.</param>
    /// <param name="options">The service's.</param>
    /// <param name="telemetry">Told what happens.</param>
    /// <param name="looking">Lets so many pictures be looked at.</param>
    /// <exception cref="FileNotFoundException">The folder, its graphs, or its detector is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or was replaced meanwhile.</exception>
    public static LoadedModel Open(string path, ServerOptions options, TranslationTelemetry telemetry, LookQueue looking)
    {
        var folder = ModelFolder.Open(path, ModelParts.None);
        string version = VersionOf(folder.FolderPath);
        OptiglotOptions how = new()
        {
            Precision = options.Precision, Workers = options.Workers, Batching = options.Batching, Cache = options.Cache,
            SentencesASecond = options.SentencesASecond,
        };
        ITranslator translator = TranslatorPipeline.Open(folder, how, telemetry);
        PictureReader? pictures = null;
        try
        {
            if (folder.Config.Detector is not null && options.Pictures) pictures = new PictureReader(folder, options, looking);
            if (VersionOf(folder.FolderPath) != version) throw new InvalidDataException($"{path}: the folder was replaced while it was read; it is read again");
            return new LoadedModel(folder, version, translator, pictures);
        }
        catch
        {
            pictures?.Dispose();
            translator.Dispose();
            throw;
        }
    }

    /// <summary>The version of what is in a model folder now.</summary>
    /// <exception cref="IOException">It cannot be read now.</exception>
    public static string VersionOf(string folder) => FileHash.Sha256(Path.Combine(folder, ModelFolder.ConfigFile))[..VersionDigits];

    /// <inheritdoc/>
    public void Dispose()
    {
        translator.Dispose();
        pictures?.Dispose();
    }
}
