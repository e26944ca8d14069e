using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Training;
using static TorchSharp.torch;

namespace Optiglot.Bench;

/// <summary>Training steps on batches that never change: forward, label-smoothed loss, backward, clipping, AdamW. A pass goes once over the batches.</summary>
public sealed record TrainJob : BenchJob
{
    private const string WeightsFile = "weights.safetensors", BatchesFile = "batches.safetensors";

    /// <summary>The network, dropout included.</summary>
    public required ModelOptions Model { get; init; }

    /// <summary>Number format of the forward and backward pass; masters and moments are fp32.</summary>
    public Precision Precision { get; init; }

    /// <summary>Sentence pairs from which batches are formed.</summary>
    public int Pairs { get; init; } = 29_000;

    /// <summary>Batches of a pass.</summary>
    public int Batches { get; init; } = 4;

    /// <summary>Target positions a batch, padding included.</summary>
    public int BatchTokens { get; init; } = 4096;

    /// <summary>Label smoothing.</summary>
    public double Smoothing { get; init; } = 0.1;

    /// <summary>The learning rate, the same at every step.</summary>
    public double Rate { get; init; } = 1e-4;

    /// <summary>The optimiser's constants.</summary>
    public AdamWOptions Adam { get; init; } = new();

    /// <summary>Folder of Multi30K; null makes pairs up.</summary>
    public string? Multi30k { get; init; }

    /// <summary>Special pieces.</summary>
    public SpecialPieces Pieces { get; init; } = new();

    /// <inheritdoc/>
    public override string PeerScript => "train.py";

    /// <inheritdoc/>
    public override Precision? Format => Precision;

    /// <inheritdoc/>
    public override void Prepare(string folder)
    {
        using (TranslationModel model = TranslationModel.Create(Model, ScalarType.Float32, CPU, Seed))
            WeightFile.Save(model.Parameters, Path.Combine(folder, WeightsFile), WeightMap.Translation.Groups);
        int vocabulary = Model.Decoder.VocabularySize;
        (int[][] sources, int[][] targets) = Multi30k is { } corpus
            ? Multi30kPairs.Read(corpus, vocabulary)
            : MadeUpPairs.Draw(Pairs, Model.Encoder.VocabularySize, vocabulary, SpecialPieces.Count, Seed);
        ExampleLength[] lengths = [.. sources.Zip(targets, (source, target) => new ExampleLength(source.Length + 2, target.Length + 1))];
        IReadOnlyList<int[]> plan = new BatchPlan(lengths, new BatchOptions { Tokens = BatchTokens }, Seed, "bench").Epoch(0);
        TensorFile.Write(Path.Combine(folder, BatchesFile), plan.Take(Batches).SelectMany((examples, i) => new (string, Tensor)[]
        {
            ($"{i}.source", TensorFile.Padded([.. examples.Select(each => (int[])[Pieces.Begin, .. sources[each], Pieces.End])], Pieces.Pad)),
            ($"{i}.target", TensorFile.Padded([.. examples.Select(each => targets[each])], Pieces.Pad)),
        }));
    }

    /// <inheritdoc/>
    public override JobResult Run(string folder)
    {
        using TranslationModel model = TranslationModel.Create(Model, ComputeType.Of(Precision), CPU, Seed);
        WeightFile.Load(model.Parameters, Path.Combine(folder, WeightsFile), WeightMap.Translation);
        using AdamW adam = new(model.Parameters, Adam, new Dictionary<ParameterGroup, double> { [ParameterGroup.Encoder] = 1, [ParameterGroup.Decoder] = 1 });
        TranslationBatch[] batches = Read(folder);
        double before = Loss(model, batches[0]);
        long step = 0;
        using StepSums sums = new();
        IReadOnlyList<double> seconds = JobResult.Time(Warmup, Repeats, () =>
        {
            foreach (TranslationBatch batch in batches)
            {
                using var scope = NewDisposeScope();
                model.Mode.BeginStep(Seed, step++);
                TranslationStep.Run(model, batch, Smoothing, 1.0 / batch.Count, sums);
                adam.Step(Rate).Dispose();
            }

            sums.Take();
        });
        Dictionary<string, double> values = Describe(batches);
        (values["loss_before"], values["loss_after"]) = (before, Loss(model, batches[0]));
        values["parameter_bytes"] = ParameterBytes(model.Parameters);
        foreach (TranslationBatch batch in batches) batch.Dispose();
        return new JobResult { Seconds = seconds, Work = values["tokens"], Values = values, PeakBytes = JobResult.PeakMemory() };
    }

    private TranslationBatch[] Read(string folder)
    {
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder, BatchesFile));
        return [.. Enumerable.Range(0, file.Entries.Count / 2).Select(i =>
        {
            Tensor source = file.Read($"{i}.source");
            return TranslationBatch.Of(TensorFile.Rows(file, $"{i}.target", Pieces.Pad), Pieces.Begin, Pieces.End, Pieces.Pad,
                new SourceBatch(source, zeros_like(source), source.IsNot(Pieces.Pad)), null, CPU);
        })];
    }

    // Loss a target piece, dropout off: what the peer must find too.
    private double Loss(TranslationModel model, TranslationBatch batch)
    {
        using var scope = NewDisposeScope();
        using StepSums sums = new();
        model.Mode.Evaluate();
        TranslationStep.Measure(model, batch, Smoothing, sums);
        return sums.Take()["loss"] / batch.Count;
    }

    private Dictionary<string, double> Describe(TranslationBatch[] batches)
    {
        double flops = 0, tokens = 0, positions = 0, real = 0;
        foreach (TranslationBatch batch in batches)
        {
            (long sentences, long target) = (batch.Inputs.shape[0], batch.Inputs.shape[1]);
            long source = batch.Source!.Tokens.shape[1];
            flops += ModelFlops.TrainingStep(Model, sentences, source, target, batch.Count);
            tokens += batch.Count;
            positions += sentences * (source + target);
            using Tensor filled = batch.Source.TokenMask.sum();
            real += batch.Count + filled.item<long>();
        }

        return new() { ["tokens"] = tokens, ["flops"] = flops, ["padding"] = 1 - (real / positions) };
    }

    // Master and working copy, gradient, two moments.
    internal static long ParameterBytes(ParameterSet parameters)
    {
        long half = parameters.ComputeType == ScalarType.BFloat16 ? 2 * parameters.Size : 0, gradient = parameters.Size * (half > 0 ? 2 : 4);
        return (4 * parameters.Size) + half + gradient + (8 * parameters.Size);
    }
}
