using System.Runtime.CompilerServices;
using Optiglot.Translation;
using Optiglot.Vision;
using static TorchSharp.torch;

namespace Optiglot.Cli;

/// <summary>What shall compute; what is not said depends on what the model folder has.</summary>
/// <param name="Engine">The engine; null: the one that <c>doctor --model</c> found to be faster here, else ONNX Runtime where there are graphs in 32
/// bits.</param>
/// <param name="Precision">The number format; null: 32 bits where there are such.</param>
/// <param name="Workers">Batches translated at a time on ONNX Runtime; null: one a core.</param>
internal sealed record EngineChoice(TranslationEngine? Engine = null, TranslationPrecision? Precision = null, int? Workers = null)
{
    /// <summary>Opens a translator on a model folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="store">Regions of pictures seen before, or null.</param>
    /// <param name="detector">Looks at other pictures, or null.</param>
    /// <exception cref="ArgumentException">The engine does not compute in that format.</exception>
    /// <exception cref="FileNotFoundException">The folder has not what the engine needs.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or changed, or store or detector are not the model's.</exception>
    public ITranslator Open(ModelFolder folder, RegionStore? store = null, IRegionDetector? detector = null)
    {
        if (Choose(folder) is TranslationEngine.Torch) return OpenTorch(folder, store, detector);
        OnnxPrecision? graphs = Precision switch
        {
            TranslationPrecision.Int8 => OnnxPrecision.Int8,
            TranslationPrecision.Fp32 => OnnxPrecision.Fp32,
            _ => null,
        };
        return OnnxTranslator.Open(folder, new OnnxTranslatorSettings { Precision = graphs, Workers = Workers, Store = store, Detector = detector });
    }

    // By itself, so that libtorch is not loaded where it is not used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Translator OpenTorch(ModelFolder folder, RegionStore? store, IRegionDetector? detector)
    {
        ScalarType type = Precision is TranslationPrecision.Bf16 ? ScalarType.BFloat16 : ScalarType.Float32;
        return Translator.Open(folder, new TranslatorSettings { ComputeType = type, Store = store, Detector = detector });
    }

    private TranslationEngine Choose(ModelFolder folder)
    {
        // Where nobody measured: mostly faster, always sooner ready, the same text (docs/performance.md).
        bool hasGraphs = folder.Config.Onnx?.Float32 is not null || folder.HasRoundedWeights, hasWeights = folder.Config.WeightsSha256 is not null;
        TranslationEngine chosen = Engine ?? Precision switch
        {
            TranslationPrecision.Int8 => TranslationEngine.Onnx,
            TranslationPrecision.Bf16 => TranslationEngine.Torch,
            _ when folder.Config.Onnx?.Float32 is not null && hasWeights && EngineSpeeds.Find(folder)?.Faster is { } measured => measured,
            _ => hasGraphs || !hasWeights ? TranslationEngine.Onnx : TranslationEngine.Torch,
        };
        return (chosen, Precision) switch
        {
            (TranslationEngine.Onnx, TranslationPrecision.Bf16) =>
                throw new ArgumentException("--engine onnx computes in fp32 or int8, not bf16; leave --engine or --precision out"),
            (TranslationEngine.Torch, TranslationPrecision.Int8) =>
                throw new ArgumentException("--engine torch computes in fp32 or bf16, not int8; leave --engine or --precision out"),
            _ => chosen,
        };
    }
}
