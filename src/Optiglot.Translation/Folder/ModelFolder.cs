using Optiglot.Networks;
using Optiglot.Onnx;
using Optiglot.Text;

namespace Optiglot.Translation;

/// <summary>
/// A trained model on disk: <c>config.json</c>, <c>model.safetensors</c>, the tokenisers' files and a model card. <c>config.json</c> holds the SHA-256 of the
/// others, so that a changed file is noticed. It may hold graphs for ONNX Runtime too (<see cref="OnnxExport"/>), beside the weights or in place of them.
/// </summary>
public sealed class ModelFolder
{
    /// <summary>Name of the configuration.</summary>
    public const string ConfigFile = "config.json";

    /// <summary>Name of the weights.</summary>
    public const string WeightsFile = "model.safetensors";

    /// <summary>Name of the model card.</summary>
    public const string CardFile = "README.md";

    /// <summary>Where a run's folder keeps its model: <see cref="Open"/> looks there too.</summary>
    public const string FolderInRun = "model";

    private ModelParts _checked;
    private bool? _isRounded;

    private ModelFolder(string path, ModelConfig config) => (FolderPath, Config) = (path, config);

    /// <summary>Path of the model folder.</summary>
    public string FolderPath { get; }

    /// <summary>What its <c>config.json</c> says.</summary>
    public ModelConfig Config { get; }

    /// <summary>
    /// Whether its weights have 8 bits (<see cref="RoundedWeights"/>): such a folder is small, and needs no graphs beside the weights, since <see
    /// cref="OnnxTranslator"/> makes them when it is opened.
    /// </summary>
    public bool HasRoundedWeights => _isRounded ??= LookForRoundedWeights();

    /// <summary>Opens a folder and checks that all its files are those that were saved.</summary>
    /// <param name="path">A model folder, or the folder of a run that has one named <see cref="FolderInRun"/>.</param>
    /// <param name="parts">Which of the large files are checked now; engines check what they read in any case.</param>
    /// <exception cref="FileNotFoundException">There is no model, or one of its files is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, changed, or of another version.</exception>
    public static ModelFolder Open(string path, ModelParts parts = ModelParts.All)
    {
        path = AtomicFolder.Readable(path);
        if (!Directory.Exists(path)) throw new FileNotFoundException($"{path}: there is no such model folder; train a model first, or check the path", path);
        string inside = AtomicFolder.Readable(Path.Combine(path, FolderInRun));
        if (!File.Exists(Path.Combine(path, ConfigFile)) && File.Exists(Path.Combine(inside, ConfigFile))) path = inside;
        string configFile = Path.Combine(path, ConfigFile);
        if (!File.Exists(configFile))
            throw new FileNotFoundException($"{path}: not a model folder, it has no {ConfigFile}; name the folder that training wrote", configFile);
        var folder = new ModelFolder(path, ModelConfigFile.Read(configFile));
        folder.Require(folder.Config.Source.TokenizerFile, folder.Config.Source.TokenizerSha256, "vocabulary of the source");
        folder.Require(folder.Config.Target.TokenizerFile, folder.Config.Target.TokenizerSha256, "vocabulary of the target");
        folder.Check(parts);
        return folder;
    }

    /// <summary>
    /// Checks that large files are those that were saved, each once in the life of this object; those the folder does not have are not looked at.
    /// </summary>
    /// <exception cref="FileNotFoundException">One is missing.</exception>
    /// <exception cref="InvalidDataException">One is damaged or changed.</exception>
    public void Check(ModelParts parts)
    {
        parts &= ~_checked;
        if (parts.HasFlag(ModelParts.Weights) && Config.WeightsSha256 is { } weights) Require(WeightsFile, weights, "weights");
        if (parts.HasFlag(ModelParts.OnnxFloat32)) RequireGraphs(Config.Onnx?.Float32);
        if (parts.HasFlag(ModelParts.OnnxInt8)) RequireGraphs(Config.Onnx?.Int8);
        _checked |= parts;
    }

    // The engine that has the weights writes them. Graphs are made where they fit into a file and know the network.
    internal static void Save(string path, ModelOptions options, Action<string> writeWeights, ModelDescription description, ModelCard? card, bool graphs)
    {
        CheckPlace(path);
        AtomicFolder.Write(path, fresh =>
        {
            string weights = Path.Combine(fresh, WeightsFile);
            writeWeights(weights);
            var config = description.ToConfig(options, fresh, FileHash.Sha256(weights));
            if (graphs && new FileInfo(weights).Length < OnnxFile.Limit && OnnxExport.Obstacle(options) is null)
                config = config with { Onnx = new OnnxExports().With(OnnxPrecision.Fp32, OnnxExport.WriteGraphs(options, weights, OnnxPrecision.Fp32, fresh)) };
            config.Validate();
            ModelConfigFile.Write(Path.Combine(fresh, ConfigFile), config);
            File.WriteAllText(Path.Combine(fresh, CardFile), (card ?? new ModelCard()).Render(config));
        });
    }

    /// <summary>Loads the source's tokeniser.</summary>
    public ISubwordTokenizer LoadSourceTokenizer() => Load(Config.Source, Config.Model.Encoder.VocabularySize);

    /// <summary>Loads the target's tokeniser.</summary>
    public ISubwordTokenizer LoadTargetTokenizer() => Load(Config.Target, Config.Model.Decoder.VocabularySize);

    /// <summary>The description the folder was saved with, tokenisers loaded.</summary>
    public ModelDescription Describe() => new()
    {
        Name = Config.Name,
        SourceText = Config.Source.Text,
        TargetText = Config.Target.Text,
        SourceTokenizer = LoadSourceTokenizer(),
        TargetTokenizer = LoadTargetTokenizer(),
        Detector = Config.Detector,
        Regions = Config.Regions,
        Tags = Config.Tags,
        Search = Config.Search,
    };

    /// <summary>The graphs to translate with, checked.</summary>
    /// <param name="precision">Which; null for single precision where there is one, else 8 bits.</param>
    /// <exception cref="FileNotFoundException">The folder has no such graphs, or a file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or changed.</exception>
    internal OnnxFiles Graphs(OnnxPrecision? precision)
    {
        var wanted = precision ?? (Config.Onnx is { Float32: null, Int8: not null } ? OnnxPrecision.Int8 : OnnxPrecision.Fp32);
        bool isInt8 = wanted == OnnxPrecision.Int8;
        var found = Config.Onnx?.Of(wanted) ?? throw new FileNotFoundException(
            $"{FolderPath}: has no ONNX graphs{(isInt8 ? " with 8-bit weights" : "")}; make them with ./optiglot export --model {FolderPath} "
                + $"--onnx{(isInt8 ? " --int8" : "")}");
        Check(isInt8 ? ModelParts.OnnxInt8 : ModelParts.OnnxFloat32);
        return found;
    }

    private bool LookForRoundedWeights()
    {
        string file = Path.Combine(FolderPath, WeightsFile);
        if (Config.WeightsSha256 is null || !File.Exists(file)) return false;
        using var reader = SafetensorsReader.Open(file);
        return RoundedWeights.Has(reader);
    }

    private ISubwordTokenizer Load(ModelSide side, int vocabulary)
    {
        string file = Path.Combine(FolderPath, side.TokenizerFile);
        var tokenizer = SubwordTokenizer.Load(file, side.TokenizerLowerCase);
        if (tokenizer.Count > vocabulary)
            throw new InvalidDataException($"{file}: {tokenizer.Count} pieces, but the model was made for {vocabulary}; the folder mixes files of two models");
        return tokenizer;
    }

    private void Require(string name, string sha256, string what)
    {
        string file = Path.Combine(FolderPath, name);
        if (!File.Exists(file)) throw new FileNotFoundException($"{file}: the model's {what} is missing; copy the whole folder from its origin again", file);
        FileHash.Require(file, sha256);
    }

    private void RequireGraphs(OnnxFiles? graphs)
    {
        if (graphs is null) return;
        Require(graphs.Encoder, graphs.EncoderSha256, "encoder graph");
        Require(graphs.Decoder, graphs.DecoderSha256, "decoder graph");
    }

    /// <summary>The folder is replaced as a whole: what is not ours must not vanish with it.</summary>
    /// <exception cref="IOException">The place holds something else.</exception>
    internal static void CheckPlace(string path)
    {
        if (File.Exists(path)) throw new IOException($"{path}: a file of that name is in the way; choose another place for the model");
        if (!Directory.Exists(path)) return;
        var known = new HashSet<string> { ConfigFile, WeightsFile, CardFile };
        string config = Path.Combine(path, ConfigFile);
        if (File.Exists(config))
            known.UnionWith([.. ModelDescription.TokenizerFiles,
            .. Enum.GetValues<OnnxPrecision>().Select(OnnxFiles.Names).SelectMany(names => (string[])[names.Encoder, names.Decoder])]);
        string? stranger = Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).FirstOrDefault(name => !known.Contains(name!));
        if (stranger is not null)
            throw new IOException($"{path}: holds `{stranger}`, which is no part of a model folder; choose an empty or new folder for the model");
    }
}
