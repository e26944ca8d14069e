namespace Optiglot.Networks;

/// <summary>
/// An encoder of text alone and two decoders with one target table. The first, which sees the text, drafts a translation greedily; the second attends to text,
/// draft and regions
/// (<see cref="DeliberationAttention"/>; Ive et al. 2019, section 3, after Xia et al. 2017). Both learn at a time: the second by the model's cross-entropy,
/// which goes on through the draft's states, the
/// first by that of its own, told of the right words. The paper draws several drafts of a sentence in training; here it is the best one.
/// </summary>
public sealed class DeliberationNetwork : TransformerNetwork
{
    /// <summary>Name of the draft in the memory, and of the first pass' loss.</summary>
    internal const string DraftName = "draft";

    private const string First = "first_";

    private readonly VlpEncoder encoder;
    private readonly TransformerDecoder first;
    private readonly DraftOptions draft;
    private readonly double weight;
    private readonly bool seesRegions;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options ask for what this network does not have.</exception>
    public DeliberationNetwork(ModelOptions options)
    {
        FamilyRules.HasItsOwnWayToRegions("deliberation", options);
        (int begin, int end) = ((int)options.ValueOf(DeliberationFamily.BeginPiece), (int)options.ValueOf(DeliberationFamily.EndPiece));
        if (Math.Max(begin, end) >= options.Decoder.VocabularySize)
        {
            throw new ArgumentException($"deliberation: begin_piece {begin} and end_piece {end} are not both among the target's "
                + $"{options.Decoder.VocabularySize} pieces: set model.family_options");
        }


        (seesRegions, weight) = (options.Encoder.RegionFeatures > 0, options.ValueOf(DeliberationFamily.DraftWeight));
        encoder = new VlpEncoder(Parameters, options.Encoder with { RegionFeatures = 0 });
        Decoder = new TransformerDecoder(Parameters, options, encoder.Words, (prefix, layer) =>
            new DeliberationAttention(Parameters, prefix, layer, options.Decoder, options.Encoder.RegionWidth()));
        first = new TransformerDecoder(Parameters, options, encoder.Words, prefix: "first", words: Decoder.Words);
        draft = new DraftOptions(begin, end, options.Decoder.MaximumPositions, Output);
    }

    /// <inheritdoc/>
    public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) =>
        new NetworkMemory<T>(encoder.Encode(ops, source)).WithRegionVectors(ops, source, seesRegions);

    /// <inheritdoc/>
    public override DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory)
    {
        States<T> text = memory[MemoryNames.States];
        DecoderMemory<T> read = first.Start(ops, new NetworkMemory<T>(text));
        Draft<T> said = ops.Draft((step, tokens) => first.Decode(step, tokens, read, null).Hidden, text.Mask, draft);
        T words = ops.Scale(ops.Embed(said.Pieces, Decoder.Words), Decoder.WordScale);
        var states = new States<T>(ops.ConcatenateFeatures(first.Decode(ops, said.Inputs, read, null).Hidden, words), ops.Mask(DraftName, said.Real));
        DecoderMemory<T> started = Decoder.Start(ops, memory.With(DraftName, states));
        if (ops is not ITrainingOps<T> { IsTraining: true }) return started;
        foreach ((string name, IMemoryPart<T> part) in read.Parts) started.Add(First + name, part);
        return started;
    }

    /// <inheritdoc/>
    public override DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null)
    {
        DecoderStates<T> states = Decoder.Decode(ops, tokens, memory, labels);
        if (labels is null || ops is not ITrainingOps<T> { IsTraining: true } training) return states;
        var read = new DecoderMemory<T>();
        foreach ((string name, IMemoryPart<T> part) in memory.Parts)
            if (name.StartsWith(First, StringComparison.Ordinal)) read.Add(name[First.Length..], part);
        T sum = ops.Scale(training.CrossEntropy(first.Decode(ops, tokens, read, null).Hidden, Output, labels), weight);
        return states with { Losses = [new LossTerm<T>(DraftName, sum, training.Sum(training.Single(labels.Real)), new Dictionary<string, T>())] };
    }
}
