using Optiglot.Networks;
using Optiglot.Training;

namespace Optiglot.Bench.Tests;

/// <summary>Work of seconds, with every part of the real one.</summary>
internal static class TinyJobs
{
    public static TrainJob Train(Precision precision = Precision.Fp32, ModelOptions? model = null) => new()
    {
        Model = model ?? BenchSizes.Translation("tiny", 0), Precision = precision, Pairs = 100, Batches = 2, BatchTokens = 256, Repeats = 2,
    };

    public static EncoderJob Encoder(Precision precision = Precision.Fp32) => new()
    {
        Encoder = BenchSizes.Encoder("tiny", 0), Precision = precision, Sentences = 4, Length = 6, Repeats = 1
    };

    public static TranslateJob Translate(int batch, Precision precision = Precision.Fp32) => new()
    {
        Model = BenchSizes.Translation("tiny", 0), Precision = precision, Batch = batch, Sentences = 12, Repeats = 1,
    };

    public static RunJob Run(bool frozen) => new()
    {
        Model = new ModelSection { Encoder = BenchSizes.Translation("tiny", 0.1).Encoder, Decoder = BenchSizes.Translation("tiny", 0.1).Decoder },
        Frozen = frozen, Lines = 60, BatchTokens = 256, Vocabulary = 200,
    };

    /// <summary>BERT's kind of network everywhere: what the plain transformer leaves out.</summary>
    public static ModelOptions OtherKind { get; } = new()
    {
        Encoder = BenchSizes.Encoder("tiny", 0),
        Decoder = new DecoderOptions
        {
            VocabularySize = 150, Width = 48, Layers = 2, Heads = 4, FeedForward = 40, Positions = PositionKind.Learned, Norm = NormPlacement.Post,
            Activation = Activation.Gelu,
            Dropout = 0, AttentionDropout = 0,
        },
    };
}
