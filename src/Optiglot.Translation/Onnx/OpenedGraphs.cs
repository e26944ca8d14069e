namespace Optiglot.Translation;

/// <summary>
/// A model's graphs while an engine loads them: the folder's own, or, where its weights have 8 bits and there are no graphs beside them, some that are made
/// for the moment.
/// </summary>
internal sealed class OpenedGraphs : IDisposable
{
    private readonly string? _scratch;

    private OpenedGraphs(string folder, OnnxFiles files, OnnxPrecision precision, string? scratch) => (FolderPath, Files, Precision, _scratch) =
        (folder, files, precision, scratch);

    /// <summary>Where the files are.</summary>
    public string FolderPath { get; }

    /// <summary>The files.</summary>
    public OnnxFiles Files { get; }

    /// <summary>Their number format.</summary>
    public OnnxPrecision Precision { get; }

    /// <summary>Finds a folder's graphs, or makes them.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="precision">Which; null for single precision where the folder has it, else 8 bits.</param>
    /// <exception cref="FileNotFoundException">The folder has no such graphs, or a file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or changed.</exception>
    public static OpenedGraphs Of(ModelFolder folder, OnnxPrecision? precision)
    {
        if (folder.Config.Onnx is not null || !folder.HasRoundedWeights)
        {
            var files = folder.Graphs(precision);
            return new(folder.FolderPath, files, files == folder.Config.Onnx?.Float32 ? OnnxPrecision.Fp32 : OnnxPrecision.Int8, null);
        }

        folder.Check(ModelParts.Weights);
        string scratch = Directory.CreateTempSubdirectory("optiglot-graphs-").FullName;
        try
        {
            var wanted = precision ?? OnnxPrecision.Int8;
            return new(scratch, OnnxExport.WriteGraphs(folder.Config.Model, Path.Combine(folder.FolderPath, ModelFolder.WeightsFile), wanted, scratch),
                wanted, scratch);
        }
        catch
        {
            Directory.Delete(scratch, recursive: true);
            throw;
        }
    }

    /// <summary>Deletes what was made; the engine has read it.</summary>
    public void Dispose()
    {
        if (_scratch is not null) Directory.Delete(_scratch, recursive: true);
    }
}
