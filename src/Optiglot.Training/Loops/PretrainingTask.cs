using Optiglot.Modeling;
using Optiglot.Text;
using Optiglot.Translation;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>Vision-language pre-training: masked LM and paired-image prediction (paper, section 3.2).</summary>
internal sealed class PretrainingTask : ITrainingTask<PretrainingBatch>
{
    // Masks and pairs of the dev set are of an epoch that training never reaches, always the same.
    private const int DevEpoch = int.MaxValue;

    private readonly PretrainingModel model;
    private readonly PretrainSection options;
    private readonly EncodedExample[] train;
    private readonly EncodedExample[] dev;
    private readonly PictureSource? pictures;
    private readonly ISubwordTokenizer tokenizer;
    private readonly SourceBatcher batcher;
    private readonly MaskingPlan masking;
    private readonly PairingPlan pairing;

    internal PretrainingTask(string stage, ulong seed, PretrainSection options, PretrainingModel model, EncodedExample[] train, EncodedExample[] dev, PictureSource? pictures, ISubwordTokenizer tokenizer, SourceBatcher batcher)
    {
        (Stage, this.options, this.model, this.train, this.dev, this.pictures, this.tokenizer, this.batcher) = (stage, options, model, train, dev, pictures, tokenizer, batcher);
        masking = new MaskingPlan(MaskingOptions.For(tokenizer, options), RandomStream.Create(seed, stage).NextUInt64());
        pairing = new PairingPlan(train.Concat(dev).Where(example => pictures?.Has(example.Picture) == true).Select(example => example.Picture!), options.MismatchProbability, seed);
        ExampleLength[] lengths = [.. train.AsParallel().AsOrdered().Select(Measure)];
        Plan = new BatchPlan(lengths, new BatchOptions { Tokens = options.BatchTokens, Measure = BatchMeasure.Source, MaximumSentences = options.MaxSentences }, seed, stage);
        Parts = ActivationMemory.Parts(options, model.Parameters.Device, model.Options, null);
    }

    public string Stage { get; }

    public ParameterSet Parameters => model.Parameters;

    public TrainingMode Mode => model.Mode;

    public IReadOnlyDictionary<ParameterGroup, double> Rates { get; } = new Dictionary<ParameterGroup, double> { [ParameterGroup.Encoder] = 1, [ParameterGroup.PretrainingHead] = 1 };

    public BatchPlan Plan { get; }

    public MicroBatch Parts { get; }

    public bool ScoreIsBleu => false;

    public PretrainingBatch Make(DataPosition position, int[] examples) => Make(train, examples, position.Epoch);

    public int[] Terms(PretrainingBatch batch) => [batch.Masked, batch.Pictured];

    public void Run(PretrainingBatch batch, double[] scales, StepSums sums)
    {
        EncoderMemory memory = model.Encoder.Encode(batch.Source);
        List<Tensor> roots = [], gradients = [];
        if (batch.Masked > 0)
        {
            Tensor states = model.MaskedStates(memory, batch.Places);
            LossTerms loss = FusedCrossEntropy.Compute(states.detach(), model.Encoder.Words.Table, model.OutputBias, batch.Labels, 0, scales[0]);
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
        using StepSums sums = new();
        sums.Add("loss", 0);
        foreach (int[] examples in Enumerable.Range(0, dev.Length).Chunk(64))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using PretrainingBatch batch = Make(dev, examples, DevEpoch);
            EncoderMemory memory = model.Encoder.Encode(batch.Source);
            if (batch.Masked > 0)
            {
                LossTerms loss = FusedCrossEntropy.Compute(model.MaskedStates(memory, batch.Places), model.Encoder.Words.Table, model.OutputBias, batch.Labels, 0, null);
                sums.Add("masked_loss", loss.Sum);
                sums.Add("right", loss.Right);
            }

            if (batch.Pictured > 0)
            {
                (Tensor loss, Tensor right) = Pairs(memory, batch);
                sums.Add("pair_loss", loss);
                sums.Add("pair_right", right);
            }

            Count(batch, sums);
        }

        IReadOnlyDictionary<string, double> taken = sums.Take();
        double masked = taken.GetValueOrDefault("masked_loss") / Math.Max(1, taken["places"]), pair = taken.GetValueOrDefault("pair_loss") / Math.Max(1, taken["pictured"]);
        return (-(masked + (options.PairingWeight * pair)), new Dictionary<string, double>(Tell(taken)) { ["masked_loss"] = masked });
    }

    private static void Count(PretrainingBatch batch, StepSums sums)
    {
        sums.Add("places", batch.Masked);
        sums.Add("pictured", batch.Pictured);
        sums.Add("tokens", batch.Tokens);
    }

    private (Tensor Loss, Tensor Right) Pairs(EncoderMemory memory, PretrainingBatch batch)
    {
        Tensor logits = model.PairedLogits(memory).index_select(0, batch.PairRows);
        return (nn.functional.cross_entropy(logits, batch.PairLabels, reduction: nn.Reduction.Sum), logits.argmax(1).eq(batch.PairLabels).sum());
    }

    private PretrainingBatch Make(EncodedExample[] from, int[] examples, int epoch)
    {
        SourceExample[] sources = new SourceExample[examples.Length];
        List<(int Row, MaskedText Text)> hidden = [];
        List<long> pairRows = [], pairLabels = [];
        int tokens = 0;
        for (int row = 0; row < examples.Length; row++)
        {
            EncodedExample example = from[examples[row]];
            PicturePairing pair = pairing.Choose(pictures?.Has(example.Picture) == true ? example.Picture : null, epoch, examples[row]);
            SourceExample source = pictures?.Example(example.Source, pair.Picture) ?? new SourceExample(example.Source);
            MaskedText masked = masking.Mask(Lay(source), epoch, examples[row]);
            sources[row] = Unlay(masked.Ids, source);
            tokens += masked.Ids.Length;
            if (pair.Picture is null || pair.Matches || options.MaskOnMismatched) hidden.Add((row, masked));
            else sources[row] = source;
            if (pair.Picture is null || !source.HasRegions) continue;
            pairRows.Add(row);
            pairLabels.Add(pair.Matches ? 0 : 1);
        }

        return Build(sources, hidden, pairRows, pairLabels, tokens);
    }

    private PretrainingBatch Build(SourceExample[] sources, List<(int Row, MaskedText Text)> hidden, List<long> pairRows, List<long> pairLabels, int tokens)
    {
        using var quiet = no_grad();
        Device device = model.Parameters.Device;
        SourceBatch batch = batcher.Build(sources, device);
        long text = batch.Tokens.shape[1], row = text + (batch.Regions?.shape[1] ?? 0);
        List<long> places = [], labels = [];
        foreach ((int at, MaskedText masked) in hidden)
        {
            for (int i = 0; i < masked.Positions.Length; i++)
            {
                if (masked.Positions[i] >= text) continue;
                places.Add((at * row) + masked.Positions[i]);
                labels.Add(masked.Labels[i]);
            }
        }

        return new PretrainingBatch(batch, tensor(places.ToArray(), device: device), tensor(labels.ToArray(), device: device),
            tensor(pairRows.ToArray(), device: device), tensor(pairLabels.ToArray(), device: device), places.Count, pairRows.Count, tokens);
    }

    // The row as the batcher lays it out: [CLS] x [SEP] t [SEP].
    private int[] Lay(SourceExample source) =>
        source.Tags.Length == 0
            ? [tokenizer.BeginId, .. source.Text, tokenizer.EndId]
            : [tokenizer.BeginId, .. source.Text, tokenizer.EndId, .. source.Tags, tokenizer.EndId];

    private static SourceExample Unlay(int[] ids, SourceExample source) => source with
    {
        Text = ids.AsSpan(SourceLayout.TextStart, source.Text.Length).ToArray(),
        Tags = source.Tags.Length == 0 ? [] : ids.AsSpan(SourceLayout.TagStart(source.Text.Length), source.Tags.Length).ToArray(),
    };

    private ExampleLength Measure(EncodedExample example)
    {
        (int tags, int regions) = pictures?.Size(example.Picture) ?? (0, 0);
        return new ExampleLength(example.Source.Length + 2 + (tags > 0 ? tags + 1 : 0) + regions, 0);
    }
}
