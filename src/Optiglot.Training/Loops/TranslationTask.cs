using System.Text.Json;
using Optiglot.Distributed;
using Optiglot.Metrics;
using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Translation;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>Training for translation: cross-entropy and modality loss (paper, Eq. 4, 5), with the encoder frozen or free.</summary>
internal sealed class TranslationTask : ITrainingTask<TranslationBatch>
{
    private readonly TranslationModel model;
    private readonly TranslationData data;
    private readonly RecipeStage stage;
    private readonly SourceBatcher batcher;
    private readonly BatchDecoder decoder;
    private readonly BeamOptions devSearch;
    private readonly CachedStates? states;
    private readonly RandomStream pieces;
    private readonly ICommunicator ranks;

    internal TranslationTask(Recipe recipe, RecipeStage stage, TranslationModel model, TranslationData data, SourceBatcher batcher, CachedStates? states,
        ICommunicator? ranks = null)
    {
        this.ranks = ranks ?? new SingleProcess();
        (this.model, this.data, this.stage, this.batcher, this.states) = (model, data, stage, batcher, states);
        decoder = new BatchDecoder(model, batcher, TargetPieces.For(data.Texts.Target, model.Options.Decoder.VocabularySize));
        devSearch = recipe.Search with { Beam = stage.Options.EvaluateBeam, NBest = 1, Attention = false };
        Plan = new BatchPlan(data.Lengths, new BatchOptions { Tokens = stage.Options.BatchTokens, MaximumSentences = stage.Options.MaxSentences }, recipe.Seed,
            stage.Name);
        bool isFrozen = stage.EncoderFrozen || model.Network.EncoderIsConstant;
        Parts = ActivationMemory.Parts(stage.Options, model.Parameters.Device, model.Network, stage.EncoderFrozen);
        pieces = RandomStream.Create(recipe.Seed, $"pieces/{stage.Name}");
        Dictionary<ParameterGroup, double> rates = new() { [ParameterGroup.Decoder] = 1, [ParameterGroup.Modality] = model.Options.Modality.Rate };
        if (!isFrozen) rates[ParameterGroup.Encoder] = stage.Options.EncoderRate;
        Rates = rates;
        model.Parameters.SetTrainable(ParameterGroup.Encoder, !isFrozen);
    }

    public string Stage => stage.Name;

    public ParameterSet Parameters => model.Parameters;

    public TrainingMode Mode => model.Mode;

    public IReadOnlyDictionary<ParameterGroup, double> Rates { get; }

    public BatchPlan Plan { get; }

    public MicroBatch Parts { get; }

    public bool ScoreIsBleu => true;

    public TranslationBatch Make(DataPosition position, int[] examples)
    {
        int[][] targets = new int[examples.Length][];
        SourceExample[] sources = new SourceExample[examples.Length];
        for (int i = 0; i < examples.Length; i++)
        {
            RandomStream? random = stage.Options.BpeDropout > 0 ? pieces.Derive(position.Epoch, examples[i]) : null;
            targets[i] = Clip(data.TargetIds(examples[i], random, stage.Options.BpeDropout));
            if (states is null) sources[i] = data.Shown(examples[i], position.Epoch, random, stage.Options.BpeDropout);
        }

        Device device = model.Parameters.Device;
        using var quiet = no_grad();
        return TranslationBatch.Of(targets, data.Texts.Target.BeginId, data.Texts.Target.EndId, data.Texts.Target.PadId,
            states is null ? batcher.Build(sources, device) : null, states?.Read(examples, model.Parameters.ComputeType, device), device);
    }

    public int Losses => 1;

    public int[] Terms(TranslationBatch batch) => [batch.Count];

    public void Run(TranslationBatch batch, double[] scales, StepSums sums) => TranslationStep.Run(model, batch, stage.Options.LabelSmoothing, scales[0], sums);

    public IReadOnlyDictionary<string, double> Tell(IReadOnlyDictionary<string, double> sums)
    {
        double places = Math.Max(1, sums["places"]);
        Dictionary<string, double> told = new() { ["perplexity"] = Math.Exp(sums["nll"] / places), ["accuracy"] = sums["right"] / places };
        foreach (string loss in sums.Keys.Where(key => sums.GetValueOrDefault($"{key}_places") > 0)) told[$"{loss}_loss"] = sums[loss] / sums[$"{loss}_places"];
        if (sums.GetValueOrDefault($"{ModalityLoss.Name}_places") is var counted and > 0)
        {
            double lambda = sums[ModalityLoss.Lambda] / counted;
            told[ModalityLoss.Lambda] = lambda;
            told["lambda_spread"] = Math.Sqrt(Math.Max(0, (sums[ModalityLoss.LambdaSquare] / counted) - (lambda * lambda)));
            told[ModalityLoss.Cosine] = sums[ModalityLoss.Cosine] / counted;
        }

        return told;
    }

    public (double Score, IReadOnlyDictionary<string, double> Values) Evaluate(CancellationToken cancellation)
    {
        // Each rank translates every Nth sentence.
        SourceExample[] sources = [.. data.Dev.Where((_, i) => i % ranks.Count == ranks.Rank).Select(data.Source)];
        string[] own = [.. decoder.Translate(sources, devSearch, null, null, cancellation).Select(found => data.Texts.Target.Decode(found[0].Tokens))];
        string[][] all = [.. ranks.GatherText(JsonSerializer.Serialize(own)).Select(text => JsonSerializer.Deserialize<string[]>(text)!)];
        string[] hypotheses = [.. Enumerable.Range(0, data.Dev.Length).Select(i => all[i % ranks.Count][i / ranks.Count])];
        return (new Bleu(BleuOptions.MultiBleu).Score(hypotheses, data.DevReferences).Value, new Dictionary<string, double>());
    }

    // Merges left out make a text longer: never longer than the decoder's positions.
    private int[] Clip(int[] target) => target.Length < model.Options.Decoder.MaximumPositions ? target
        : target[..(model.Options.Decoder.MaximumPositions - 1)];
}
