using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Training;
using static TorchSharp.torch;

namespace Optiglot.Bench;

/// <summary>Forward and backward pass of an encoder over one batch without padding; no output layer, no update.</summary>
public sealed record EncoderJob : BenchJob
{
    private const string WeightsFile = "weights.safetensors", BatchesFile = "batches.safetensors";

    /// <summary>The network, dropout included.</summary>
    public required EncoderOptions Encoder { get; init; }

    /// <summary>Number format.</summary>
    public Precision Precision { get; init; }

    /// <summary>Sentences of the batch.</summary>
    public int Sentences { get; init; } = 64;

    /// <summary>Positions of a sentence.</summary>
    public int Length { get; init; } = 48;

    /// <inheritdoc/>
    public override string PeerScript => "encoder.py";

    /// <inheritdoc/>
    public override Precision? Format => Precision;

    /// <inheritdoc/>
    public override void Prepare(string folder)
    {
        using (TranslationModel model = Build(Precision.Fp32)) WeightFile.Save(model.Parameters, Path.Combine(folder, WeightsFile), [ParameterGroup.Encoder]);
        var random = new Random(unchecked((int)Seed));
        long[] tokens = [.. Enumerable.Range(0, Sentences * Length).Select(_ => (long)MadeUpPairs.Zipf(random, Encoder.VocabularySize))];
        float[] gradient = [.. Enumerable.Range(0, Sentences * Length * Encoder.Width).Select(_ => (random.NextSingle() - 0.5f) / Length)];
        TensorFile.Write(Path.Combine(folder, BatchesFile),
            [("tokens", tensor(tokens, [Sentences, Length])), ("gradient", tensor(gradient, [Sentences, Length, Encoder.Width]))]);
    }

    /// <inheritdoc/>
    public override JobResult Run(string folder)
    {
        using TranslationModel model = Build(Precision);
        WeightFile.Load(model.Parameters, Path.Combine(folder, WeightsFile), WeightMap.Encoder);
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder, BatchesFile));
        Tensor tokens = file.Read("tokens");
        using SourceBatch batch = new(tokens, zeros_like(tokens), ones_like(tokens, ScalarType.Bool));
        using Tensor gradient = file.Read("gradient").to(ComputeType.Of(Precision));
        double product = Product(model, batch, gradient);
        long step = 0;
        IReadOnlyList<double> seconds = JobResult.Time(Warmup, Repeats, () =>
        {
            using var scope = NewDisposeScope();
            model.Mode.BeginStep(Seed, step++);
            autograd.backward([model.Encode(batch).States], [gradient]);
            model.Parameters.ClearGradient();
        });
        Dictionary<string, double> values = new()
        {
            ["product"] = product, ["flops"] = 3 * ModelFlops.Encoder(Encoder, Sentences, Length), ["positions"] = Sentences * Length
        };
        return new JobResult { Seconds = seconds, Work = 1, Values = values, PeakBytes = JobResult.PeakMemory() };
    }

    private TranslationModel Build(Precision precision)
    {
        // The decoder is not made.
        var options = new ModelOptions { Encoder = Encoder, Decoder = new DecoderOptions { VocabularySize = 1 } };
        return new TranslationModel(new EncoderAlone(Encoder), options, ComputeType.Of(precision), CPU, Seed);
    }

    // Mean of states times gradient, dropout off: what the peer must find too.
    private static double Product(TranslationModel model, SourceBatch batch, Tensor gradient)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return (model.Encode(batch).States.to(ScalarType.Float32) * gradient.to(ScalarType.Float32)).sum().item<float>();
    }
}
