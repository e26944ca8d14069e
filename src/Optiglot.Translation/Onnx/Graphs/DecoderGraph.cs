using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>
/// One step of the decoder for the hypotheses of a beam. The keys and values of earlier steps are kept a sentence, not a hypothesis: all hypotheses of a sentence share them, and an
/// additive mask says which of them are a hypothesis' own past. So reordering a beam moves nothing but mask. The source's keys and values have no beam axis either.
/// </summary>
internal sealed class DecoderGraph
{
    private readonly ModelOptions model;
    private readonly DecoderOptions options;
    private readonly LayerGraph layers;
    private readonly OnnxGraphBuilder graph;
    private readonly IReadOnlyList<MemoryPart> parts;
    private readonly int width, head;

    // sentences, beam, heads, head.
    private string shape = "";

    private DecoderGraph(ModelOptions model, SafetensorsReader weights, OnnxPrecision precision)
    {
        (this.model, options, parts) = (model, model.Decoder, MemoryPart.Of(model));
        (width, head) = (options.Width, options.Width / options.Heads);
        graph = new OnnxGraphBuilder("decoder", "One step: the newest piece of each hypothesis to the scores of the next.");
        layers = new LayerGraph(graph, weights, precision);
    }

    /// <summary>Builds the graph of a model.</summary>
    /// <exception cref="ArgumentException">The model has an option that graphs do not know.</exception>
    public static OnnxGraphBuilder Build(ModelOptions model, SafetensorsReader weights, OnnxPrecision precision)
    {
        var decoder = new DecoderGraph(model, weights, precision);
        decoder.Build();
        return decoder.graph;
    }

    private void Build()
    {
        string tokens = graph.Input(StepNames.Tokens, OnnxType.Int64, "sentences", "beam"), place = graph.Input(StepNames.Place, OnnxType.Int64);
        string past = graph.Input(StepNames.PastBias, OnnxType.Single, "sentences", "1", "beam", "entries");
        foreach (var part in parts) graph.Input(part.Bias, OnnxType.Single, "sentences", "1", "1", part.Places);
        if (parts.Count > 1) graph.Input(MemoryPart.HasPicture, OnnxType.Single, "sentences", "1", "1");
        shape = graph.Node("Concat", [graph.Node("Shape", [tokens]), graph.Constant(options.Heads, head)], OnnxAttribute.Of("axis", 0));
        var words = layers.Words(options.ShareWithEncoder ? "bert.embeddings.word_embeddings.weight" : "decoder.embedding.weight", options.VocabularySize, width);
        string x = words.Lookup(graph, graph.Node("Reshape", [tokens, graph.Constant(-1)]));
        x = graph.Node("Mul", [x, graph.Scalar((float)Math.Sqrt(width))]);
        x = graph.Node("Add", [x, graph.Node("Gather", [layers.Positions(options.Positions, "decoder.positions.weight", options.MaximumPositions, width), place])]);
        for (int i = 0; i < options.Layers; i++) x = Layer(x, i, past);
        if (options.Norm == NormPlacement.Pre) x = layers.Norm(x, "decoder.norm", width, options.NormEpsilon);
        layers.Logits(x, words, StepNames.Logits);
        graph.Output(StepNames.Logits, OnnxType.Single, "hypotheses", $"{options.VocabularySize}");
        graph.Output(StepNames.Attention, OnnxType.Single, "sentences", "beam", parts.Count > 1 ? "memory" : parts[0].Places);
    }

    private string Layer(string x, int layer, string past)
    {
        string prefix = $"decoder.layers.{layer}";
        string Norm(string states, string block) => layers.Norm(states, $"{prefix}.{block}_norm", width, options.NormEpsilon);
        string Narrowed(string states) => layers.FeedForward(states, $"{prefix}.feed_forward.widen", $"{prefix}.feed_forward.narrow", width, options.FeedForward, options.Activation);
        switch (options.Norm)
        {
            case NormPlacement.Pre:
                x = graph.Node("Add", [x, AttendSelf(Norm(x, "self_attention"), layer, past)]);
                x = graph.Node("Add", [x, AttendSource(Norm(x, "cross_attention"), layer)]);
                return graph.Node("Add", [x, Narrowed(Norm(x, "feed_forward"))]);
            case NormPlacement.Post:
                x = Norm(graph.Node("Add", [x, AttendSelf(x, layer, past)]), "self_attention");
                x = Norm(graph.Node("Add", [x, AttendSource(x, layer)]), "cross_attention");
                return Norm(graph.Node("Add", [x, Narrowed(x)]), "feed_forward");
            default: throw LayerGraph.Unknown("norm", options.Norm);
        }
    }

    // One softmax over the past entries, all of the sentence's, and the hypothesis' own new one.
    private string AttendSelf(string x, int layer, string pastBias)
    {
        string prefix = $"decoder.layers.{layer}.self_attention", heads = $"{options.Heads}", wide = $"{head}";
        string pastKeys = graph.Input(StepNames.PastKeys(layer), OnnxType.Single, "sentences", heads, "entries", wide);
        string pastValues = graph.Input(StepNames.PastValues(layer), OnnxType.Single, "sentences", heads, "entries", wide);
        string queries = Queries(x, $"{prefix}.query");
        string keys = layers.Heads(layers.Linear(x, $"{prefix}.key", width, width), shape, output: StepNames.NewKeys(layer));
        string values = layers.Heads(layers.Linear(x, $"{prefix}.value", width, width), shape, output: StepNames.NewValues(layer));
        graph.Output(keys, OnnxType.Single, "sentences", heads, "beam", wide);
        graph.Output(values, OnnxType.Single, "sentences", heads, "beam", wide);
        string past = graph.Node("MatMul", [queries, graph.Node("Transpose", [pastKeys], OnnxAttribute.Of("perm", 0, 1, 3, 2))]);
        string own = graph.Node("ReduceSum", [graph.Node("Mul", [queries, keys]), graph.Constant(-1)]);
        string scores = graph.Node("Concat", [graph.Node("Add", [past, pastBias]), own], OnnxAttribute.Of("axis", -1));
        string weights = graph.Node("Softmax", [scores], OnnxAttribute.Of("axis", -1));
        string ofPast = graph.Node("Slice", [weights, graph.Constant(0), graph.Constant(-1), graph.Constant(3)]);
        string ofOwn = graph.Node("Slice", [weights, graph.Constant(-1), graph.Constant(long.MaxValue), graph.Constant(3)]);
        string attended = graph.Node("Add", [graph.Node("MatMul", [ofPast, pastValues]), graph.Node("Mul", [ofOwn, values])]);
        return layers.Linear(layers.Join(attended, width), $"{prefix}.output", width, width);
    }

    private string AttendSource(string x, int layer)
    {
        string prefix = $"decoder.layers.{layer}.cross_attention", queries = Queries(x, $"{prefix}.query");
        string[] weights = [.. parts.Select(part => layers.AttentionWeights(queries, Keys(part, layer), part.Bias))];
        string[] seen = [.. parts.Select((part, i) => layers.Join(graph.Node("MatMul", [weights[i], Values(part, layer)]), width))];
        if (layer == options.Layers - 1) AddAttention(weights);
        return layers.Linear(seen.Length == 1 ? seen[0] : Mix(seen[0], seen[1], prefix), $"{prefix}.output", width, width);
    }

    // What regions say is added to what the text says, as much as the gate lets through; a sentence without a picture has the text's alone.
    private string Mix(string text, string regions, string prefix)
    {
        string byBeam = graph.Node("Reshape", [regions, graph.Node("Concat", [graph.Node("Shape", [StepNames.Tokens]), graph.Constant(width)], OnnxAttribute.Of("axis", 0))]);
        regions = graph.Node("Reshape", [graph.Node("Mul", [byBeam, MemoryPart.HasPicture]), graph.Constant(-1, width)]);
        if (options.CrossAttention is CrossAttentionKind.Gated)
        {
            string both = graph.Node("Concat", [text, regions], OnnxAttribute.Of("axis", -1));
            regions = graph.Node("Mul", [graph.Node("Sigmoid", [layers.Linear(both, $"{prefix}.gate", 2 * width, width)]), regions]);
        }

        return graph.Node("Add", [text, regions]);
    }

    // Mean over heads, [sentences, beam, places].
    private void AddAttention(string[] weights)
    {
        OnnxAttribute[] overHeads = [OnnxAttribute.Of("axes", [1L]), OnnxAttribute.Of("keepdims", 0)];
        if (weights.Length == 1)
        {
            graph.NodeAs(StepNames.Attention, "ReduceMean", [weights[0]], overHeads);
            return;
        }

        string regions = graph.Node("Mul", [graph.Node("ReduceMean", [weights[1]], overHeads), MemoryPart.HasPicture]);
        graph.NodeAs(StepNames.Attention, "Concat", [graph.Node("ReduceMean", [weights[0]], overHeads), regions], OnnxAttribute.Of("axis", -1));
    }

    private string Queries(string x, string name) => layers.Heads(layers.Linear(x, name, width, width, 1 / MathF.Sqrt(head)), shape);

    private string Keys(MemoryPart part, int layer) => graph.Input(part.Keys(layer), OnnxType.Single, "sentences", $"{options.Heads}", $"{head}", part.Places);

    private string Values(MemoryPart part, int layer) => graph.Input(part.Values(layer), OnnxType.Single, "sentences", $"{options.Heads}", part.Places, $"{head}");
}
