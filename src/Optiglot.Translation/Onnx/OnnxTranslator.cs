namespace Optiglot.Translation;

/// <summary>
/// Translates with a model's exported graphs on ONNX Runtime: no libtorch is needed. Many threads may call one: its workers share the weights.
/// </summary>
public sealed class OnnxTranslator : ModelTranslator
{
    private readonly OnnxDecoder _decoder;

    private OnnxTranslator(OnnxDecoder decoder, ModelDescription description, PictureLookup? pictures) : base(decoder, description, pictures) =>
        _decoder = decoder;

    /// <summary>Opens a model folder that <see cref="OnnxExport"/> wrote to. Only the files that are needed are read and checked.</summary>
    /// <param name="path">The folder, or the folder of a run.</param>
    /// <param name="settings">Precision, workers, and what pictures are seen with; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">The folder, its graphs or a file of it is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or changed, or store and detector are not the model's.</exception>
    public static OnnxTranslator Open(string path, OnnxTranslatorSettings? settings = null) => Open(ModelFolder.Open(path, ModelParts.None), settings);

    /// <summary>Opens a model folder that was looked at before.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="settings">Precision, workers, and what pictures are seen with; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">The folder has no such graphs, or a file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or changed, or store and detector are not the model's.</exception>
    public static OnnxTranslator Open(ModelFolder folder, OnnxTranslatorSettings? settings = null)
    {
        settings ??= new OnnxTranslatorSettings();
        settings.Validate();
        using var graphs = OpenedGraphs.Of(folder, settings.Precision);
        var files = graphs.Files;
        var pictures = settings.LookupFor(folder.Config);
        var (description, model) = (folder.Describe(), folder.Config.Model);
        string At(string file) => Path.Combine(graphs.FolderPath, file);
        // Eight bits are rounded by a scale of the batch's: how sentences are put into batches must not hang on the number of workers.
        bool spreads = graphs.Precision == OnnxPrecision.Fp32;
        OnnxDecoder decoder = new(
            model, description.LayoutFor(model), description.TargetPiecesFor(model), At(files.Encoder), At(files.Decoder), settings.ActualThreads,
                settings.ActualWorkers, spreads);
        return new OnnxTranslator(decoder, description, pictures);
    }

    /// <inheritdoc/>
    protected override void Free() => _decoder.Dispose();
}
