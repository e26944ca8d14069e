using Optiglot.Networks;
using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>What <c>config.json</c> of a model folder says.</summary>
public sealed record ModelConfig
{
    /// <summary>Version of the folder's layout this build writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the folder's layout.</summary>
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>Name of the model, usually its recipe's.</summary>
    public string Name { get; init; } = "";

    /// <summary>Sizes and kinds of encoder and decoder.</summary>
    public required ModelOptions Model { get; init; }

    /// <summary>Text and tokeniser of the source language.</summary>
    public required ModelSide Source { get; init; }

    /// <summary>Text and tokeniser of the target language.</summary>
    public required ModelSide Target { get; init; }

    /// <summary>The detector whose regions the model was trained with, labels included; null for a model without pictures.</summary>
    public DetectorInfo? Detector { get; init; }

    /// <summary>How many regions a picture brought in training, and how sure the detector had to be.</summary>
    public RegionLimits? Regions { get; init; }

    /// <summary>Which names of detected objects become tags; null for a model without tags.</summary>
    public TagOptions? Tags { get; init; }

    /// <summary>The search the recipe was tuned with: what translators use unless told otherwise.</summary>
    public BeamOptions Search { get; init; } = new();

    /// <summary>SHA-256 of <c>model.safetensors</c>, lower-case hexadecimal; null in a folder that has graphs instead.</summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>Graphs for ONNX Runtime; null where none were exported.</summary>
    public OnnxExports? Onnx { get; init; }

    /// <summary>Checks that the parts fit together.</summary>
    /// <exception cref="ArgumentException">They do not; the message says what.</exception>
    public void Validate()
    {
        Model.Validate();
        Regions?.Validate();
        Search.Validate();
        Detector?.Validate();
        if (Detector is not null && Detector.FeatureWidth != Model.Encoder.RegionFeatures)
            throw new ArgumentException(
                $"detector {Detector.Name} has {Detector.FeatureWidth} features a region, the encoder takes {Model.Encoder.RegionFeatures}");
        if (Tags is not null && Detector is null) throw new ArgumentException("tags need a detector that names the objects");
        if (WeightsSha256 is null && Onnx is not { Float32: not null } and not { Int8: not null })
            throw new ArgumentException("it names neither weights (weightsSha256) nor graphs (onnx)");
        foreach (string file in Files())
        {
            if (file.Length == 0 || Path.GetFileName(file) != file) throw new ArgumentException($"file `{file}` must be a plain file name");
        }
    }

    /// <summary>Names of all files that the configuration tells of.</summary>
    /// <param name="except">Graphs to leave out.</param>
    internal IEnumerable<string> Files(OnnxPrecision? except = null)
    {
        IEnumerable<string> files = WeightsSha256 is null ? [] : [ModelFolder.WeightsFile];
        foreach (var precision in Enum.GetValues<OnnxPrecision>())
        {
            if (precision != except && Onnx?.Of(precision) is { } graphs) files = [.. files, graphs.Encoder, graphs.Decoder];
        }

        return files.Concat([Source.TokenizerFile, Target.TokenizerFile]).Distinct();
    }
}
