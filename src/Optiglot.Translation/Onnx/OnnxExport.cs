using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>Writes a model's encoder and decoder step as ONNX graphs, from its configuration and its weights on disk.</summary>
public static class OnnxExport
{
    /// <summary>Adds graphs to a model folder, or makes a folder to serve from: the same without <c>model.safetensors</c>.</summary>
    /// <param name="model">The model folder, or the folder of a run.</param>
    /// <param name="precision">Number format of the weights.</param>
    /// <param name="target">The new folder, which appears whole or not at all; null to add to the model folder, which keeps what it has.</param>
    /// <returns>The folder with the graphs.</returns>
    /// <exception cref="FileNotFoundException">There is no model, or it has no weights.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or changed, the weights do not fit, or a graph would be too large.</exception>
    /// <exception cref="NotSupportedException">The network has an operation that graphs do not know.</exception>
    /// <exception cref="IOException">The folder cannot be written; what was there before still is.</exception>
    public static ModelFolder Write(string model, OnnxPrecision precision, string? target = null)
    {
        foreach (string place in (string[])[model, Path.Combine(model, ModelFolder.FolderInRun)]) AtomicFolder.Recover(place);
        var folder = ModelFolder.Open(model);
        bool isAdded = target is null
            || Path.TrimEndingDirectorySeparator(Path.GetFullPath(target)) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.FolderPath));
        string into = isAdded ? folder.FolderPath : target!;
        if (folder.Config.WeightsSha256 is null)
            throw new FileNotFoundException(
                $"{folder.FolderPath}: has no {ModelFolder.WeightsFile} to make graphs of, it was exported itself; name the folder it was exported from");
        ModelFolder.CheckPlace(into);
        AtomicFolder.Write(into, fresh =>
        {
            var kept = folder.Config with { Onnx = isAdded ? folder.Config.Onnx : null, WeightsSha256 = isAdded ? folder.Config.WeightsSha256 : null };
            foreach (string file in kept.Files(except: precision).Append(ModelFolder.CardFile))
            {
                if (File.Exists(Path.Combine(folder.FolderPath, file))) File.Copy(Path.Combine(folder.FolderPath, file), Path.Combine(fresh, file));
            }

            var files = WriteGraphs(folder.Config.Model, Path.Combine(folder.FolderPath, ModelFolder.WeightsFile), precision, fresh);
            ModelConfigFile.Write(Path.Combine(fresh, ModelFolder.ConfigFile), kept with { Onnx = (kept.Onnx ?? new OnnxExports()).With(precision, files) });
        });
        return ModelFolder.Open(into);
    }

    /// <summary>Why a network has no graphs; null where it has some. Nothing is computed or read.</summary>
    /// <exception cref="ArgumentException">There is no such network.</exception>
    public static string? Obstacle(ModelOptions model) => OnnxNetwork.Obstacle(model);

    /// <summary>Writes the two graphs of a network.</summary>
    /// <param name="model">Its sizes.</param>
    /// <param name="weights">Its weights, a safetensors file as a model folder has.</param>
    /// <param name="precision">Number format of the weights.</param>
    /// <param name="folder">An existing folder.</param>
    /// <returns>What was written there.</returns>
    /// <exception cref="InvalidDataException">The weights are damaged or do not fit, or a graph would be too large.</exception>
    /// <exception cref="NotSupportedException">The network has an operation that graphs do not know.</exception>
    public static OnnxFiles WriteGraphs(ModelOptions model, string weights, OnnxPrecision precision, string folder)
    {
        var (encoder, decoder) = OnnxFiles.Names(precision);
        string encoderPath = Path.Combine(folder, encoder), decoderPath = Path.Combine(folder, decoder);
        using var reader = SafetensorsReader.Open(weights);
        var (encoderGraph, decoderGraph) = OnnxNetwork.Build(model, reader, precision);
        OnnxFile.Write(encoderPath, encoderGraph);
        OnnxFile.Write(decoderPath, decoderGraph);
        return new OnnxFiles
        {
            Encoder = encoder, EncoderSha256 = FileHash.Sha256(encoderPath), Decoder = decoder, DecoderSha256 = FileHash.Sha256(decoderPath)
        };
    }
}
