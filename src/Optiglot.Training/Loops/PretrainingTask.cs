using Optiglot.Distributed;
using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Text;
using Optiglot.Translation;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>Vision-language pre-training: masked LM and paired-image prediction (paper, section 3.2).</summary>
internal sealed class PretrainingTask : ITrainingTask<PretrainingBatch>
{
    private const string RightOf = "right ", PlacesOf = "places ";

    // Half of the dev pairs are wrong whatever training has, so that chance is one half and accuracies can be compared.
    private const double DevMismatch = 0.5;

    // Masks and pairs of the dev set are of epochs that training never reaches, always the same; several, since held-out pictures are few.
    private const int DevEpoch = int.MaxValue, DevPasses = 4, DevRows = 64;

    private readonly PretrainingModel model;
    private readonly PretrainSection options;
    private readonly EncodedExample[] dev;
    private readonly PictureSource? pictures;
    private readonly PretrainingBatcher trainBatches;
    private readonly PretrainingBatcher devBatches;
    private readonly ICommunicator ranks;

    internal PretrainingTask(string stage, ulong seed, PretrainSection options, PretrainingModel model, EncodedExample[] train, EncodedExample[] dev,
        PictureSource? pictures, ISubwordTokenizer tokenizer, SourceBatcher batcher, ICommunicator? ranks = null)
    {
        this.ranks = ranks ?? new SingleProcess();
        (Stage, this.options, this.model, this.dev, this.pictures) = (stage, options, model, dev, pictures);
        // Wrong pictures of training are training's alone. Those of the dev set are the dev set's: were they training's, having been seen before would give
        // them away.
        trainBatches = new PretrainingBatcher(stage, seed, options, train, pictures, tokenizer, batcher);
        devBatches = new PretrainingBatcher(
            stage, seed, options with { LossOnMismatched = true, HardNegatives = 0, MismatchProbability = options.MismatchProbability == 0 ? 0 : DevMismatch },
            dev, pictures, tokenizer, batcher);
        ExampleLength[] lengths = InOrder.Map(train, Measure);
        Plan = new BatchPlan(lengths, new BatchOptions { Tokens = options.BatchTokens, Measure = BatchMeasure.Source, MaximumSentences = options.MaxSentences },
            seed, stage);
        Parts = ActivationMemory.Parts(options, model.Parameters.Device, model.Network);
    }

    public string Stage { get; }

    public ParameterSet Parameters => model.Parameters;

    public TrainingMode Mode => model.Mode;

    public IReadOnlyDictionary<ParameterGroup, double> Rates { get; } = new Dictionary<ParameterGroup, double>
    {
        [ParameterGroup.Encoder] = 1, [ParameterGroup.PretrainingHead] = 1
    };

    public BatchPlan Plan { get; }

    public MicroBatch Parts { get; }

    public bool ScoreIsBleu => false;

    public PretrainingBatch Make(DataPosition position, int[] examples) => trainBatches.Make(examples, position.Epoch, model.Parameters.Device);

    public int Losses => 2;

    public int[] Terms(PretrainingBatch batch) => [batch.Masked, batch.Pictured];

    public void Run(PretrainingBatch batch, double[] scales, StepSums sums)
    {
        EncoderMemory memory = model.Encode(batch.Source);
        List<Tensor> roots = [], gradients = [];
        if (batch.Masked > 0)
        {
            Tensor states = model.MaskedStates(memory, batch.Places);
            LossTerms loss = FusedCrossEntropy.Compute(states.detach(), model.OutputTable, model.OutputBias, batch.Labels, 0, scales[0]);
            roots.Add(states);
            gradients.Add(loss.HiddenGradient!);
            sums.Add("loss", loss.Sum);
            sums.Add("right", loss.Right);
        }

        if (batch.Pictured > 0)
        {
            (Tensor loss, Tensor right) = Pairs(memory, batch);
            roots.Add(loss);
            gradients.Add(Arithmetic.FullLike(loss, options.PairingWeight * scales[1]));
            sums.Add("pair_loss", loss);
            sums.Add("pair_right", right);
        }

        if (roots.Count > 0) autograd.backward(roots, gradients);
        Count(batch, sums);
    }

    public IReadOnlyDictionary<string, double> Tell(IReadOnlyDictionary<string, double> sums)
    {
        Dictionary<string, double> told = new() { ["masked_accuracy"] = sums.GetValueOrDefault("right") / Math.Max(1, sums["places"]) };
        if (sums["pictured"] > 0)
        {
            told["pair_loss"] = sums["pair_loss"] / sums["pictured"];
            told["pair_accuracy"] = sums["pair_right"] / sums["pictured"];
        }

        return told;
    }

    /// <summary>The score is −(masked LM loss a piece + paired-image loss a picture) on the dev set.</summary>
    public (double Score, IReadOnlyDictionary<string, double> Values) Evaluate(CancellationToken cancellation)
    {
        using var quiet = no_grad();
        using StepSums sums = new(ranks);
        foreach (int[] examples in Enumerable.Range(0, dev.Length).Chunk(DevRows).Where((_, i) => i % ranks.Count == ranks.Rank))
        {
            for (int pass = 0; pass < DevPasses; pass++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                using PretrainingBatch batch = devBatches.Make(examples, DevEpoch - pass, model.Parameters.Device);
                Measure(batch, sums);
            }
        }

        IReadOnlyDictionary<string, double> taken = sums.Take();
        double masked = taken.GetValueOrDefault("masked_loss") / Math.Max(1, taken["places"]),
            pair = taken.GetValueOrDefault("pair_loss") / Math.Max(1, taken["pictured"]);
        Dictionary<string, double> values = new(Tell(taken)) { ["masked_loss"] = masked };
        foreach (string kind in taken.Keys.Where(key => key.StartsWith(PlacesOf, StringComparison.Ordinal)).Select(key => key[PlacesOf.Length..]))
            values[$"masked_accuracy_{kind}"] = taken[RightOf + kind] / taken[PlacesOf + kind];
        return (-(masked + (options.PairingWeight * pair)), values);
    }

    // Hidden pieces are told apart by what was seen: a model that looks does better with the right picture than with a wrong one.
    private void Measure(PretrainingBatch batch, StepSums sums)
    {
        EncoderMemory memory = model.Encode(batch.Source);
        if (batch.Masked > 0)
        {
            Tensor states = model.MaskedStates(memory, batch.Places);
            foreach (IGrouping<MaskedPlace, int> group in Enumerable.Range(0, batch.Masked).GroupBy(place => batch.Kinds[place]))
            {
                using Tensor places = tensor(group.Select(place => (long)place).ToArray(), device: states.device);
                LossTerms loss = FusedCrossEntropy.Compute(states.index_select(0, places), model.OutputTable, model.OutputBias,
                    batch.Labels.index_select(0, places), 0, null);
                sums.Add("masked_loss", loss.Sum);
                sums.Add("right", loss.Right);
                if (group.Key.Seen == SeenPicture.None) continue;
                string kind = (group.Key.InFocus ? "focus_" : "others_") + group.Key.Seen.ToString().ToLowerInvariant();
                sums.Add(RightOf + kind, loss.Right);
                sums.Add(PlacesOf + kind, loss.Count);
            }
        }

        if (batch.Pictured > 0)
        {
            (Tensor loss, Tensor right) = Pairs(memory, batch);
            sums.Add("pair_loss", loss);
            sums.Add("pair_right", right);
        }

        Count(batch, sums);
    }

    private static void Count(PretrainingBatch batch, StepSums sums)
    {
        // There may be nothing to predict in an update: then the loss is 0 and is still told.
        sums.Add("loss", 0);
        sums.Add("places", batch.Masked);
        sums.Add("pictured", batch.Pictured);
        sums.Add("tokens", batch.Tokens);
    }

    private (Tensor Loss, Tensor Right) Pairs(EncoderMemory memory, PretrainingBatch batch)
    {
        Tensor logits = model.PairedLogits(memory).index_select(0, batch.PairRows);
        return (nn.functional.cross_entropy(logits, batch.PairLabels, reduction: nn.Reduction.Sum), logits.argmax(1).eq(batch.PairLabels).sum());
    }

    private ExampleLength Measure(EncodedExample example)
    {
        (int tags, int regions) = pictures?.Size(example.Picture) ?? (0, 0);
        return new ExampleLength(example.Source.Length + 2 + (tags > 0 ? tags + 1 : 0) + regions, 0);
    }
}
