using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests;

/// <summary>A model small enough for tests, and batches for it.</summary>
internal static class TinyModel
{
    internal const int Vocabulary = 50, Features = 7;

    internal static ModelOptions Options(CrossAttentionKind kind = CrossAttentionKind.Joint, NormPlacement norm = NormPlacement.Pre,
        ModalityLossOptions? modality = null) => new()
    {
        Encoder = new EncoderOptions
        {
            VocabularySize = Vocabulary, Width = 16, Layers = 2, Heads = 2, FeedForward = 32, MaximumPositions = 40, RegionFeatures = Features, Norm = norm,
            InitialDeviation = 0.2
        },
        Decoder = new DecoderOptions
        {
            VocabularySize = 60, Width = 24, Layers = 2, Heads = 3, FeedForward = 48, MaximumPositions = 40, CrossAttention = kind, Norm = norm
        },
        Modality = modality ?? new ModalityLossOptions(),
    };

    internal static TranslationModel Create(ModelOptions? options = null, ScalarType type = ScalarType.Float32, ulong seed = 1) =>
        TranslationModel.Create(options ?? Options(), type, CPU, seed);

    /// <summary>Sentences of the given lengths, the first piece 1; with regions where counts say so.</summary>
    internal static SourceBatch Batch(int[] lengths, int[]? regions = null, int seed = 5, int? padTo = null)
    {
        var random = new Random(seed);
        int longest = padTo ?? lengths.Max(), most = regions?.Max() ?? 0;
        long[,] tokens = new long[lengths.Length, longest];
        bool[,] mask = new bool[lengths.Length, longest], regionMask = new bool[lengths.Length, most];
        float[,,] vectors = new float[lengths.Length, most, Features + 6];
        for (int i = 0; i < lengths.Length; i++)
        {
            var own = new Random(random.Next());
            for (int j = 0; j < lengths[i]; j++) (tokens[i, j], mask[i, j]) = (j == 0 ? 1 : own.Next(5, Vocabulary), true);
            for (int j = 0; j < (regions?[i] ?? 0); j++)
            {
                regionMask[i, j] = true;
                for (int k = 0; k < Features + 6; k++) vectors[i, j, k] = own.NextSingle();
            }
        }

        return new SourceBatch(tensor(tokens), zeros(lengths.Length, longest, ScalarType.Int64), tensor(mask), most == 0 ? null : tensor(vectors),
            most == 0 ? null : tensor(regionMask));
    }

    internal static float[] Floats(Tensor x) => x.to(ScalarType.Float32).contiguous().data<float>().ToArray();

    internal static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        double difference = (expected.to(ScalarType.Float64) - actual.to(ScalarType.Float64)).abs().max().item<double>();
        Assert.True(difference <= tolerance, $"differs by {difference}");
    }
}
