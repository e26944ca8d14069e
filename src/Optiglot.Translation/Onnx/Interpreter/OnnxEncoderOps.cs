using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>Writes the encoder's graph: the encoder, and what the decoder reads of the source, so that this is computed once a sentence.</summary>
/// <param name="layers">Products, norms and tables as nodes.</param>
internal sealed class OnnxEncoderOps(LayerGraph layers) : OnnxOps(layers)
{
    /// <inheritdoc/>
    public override bool RecordsAttention => false;

    /// <summary>The inputs of a network. What it does not look at is no input of the graph.</summary>
    /// <param name="regionFeatures">Width of a region's feature; 0 for a network that sees no picture.</param>
    public SourceInputs<OnnxValue> Inputs(int regionFeatures)
    {
        const string Tokens = "tokens", Segments = "segments", TokenMask = "token_mask", Regions = "regions", RegionMask = "region_mask", Edges = "edges";
        var dimensions = new Lazy<string>(() => Graph.Node("Shape", [Tokens]));
        Graph.Input(Tokens, OnnxType.Int64, "sentences", "source");
        Graph.Input(TokenMask, OnnxType.Bool, "sentences", "source");
        OnnxValue Text(string? name, Func<string>? input = null) => new()
        {
            Width = 1, Places = "source", IsPieces = name == Tokens, Dimensions = dimensions, Whole = name, Input = input
        };
        var text = new SourceInputs<OnnxValue>(Text(Tokens), Text(null, () => Graph.Input(Segments, OnnxType.Int64, "sentences", "source")), Text(TokenMask));
        if (regionFeatures == 0) return text;
        int width = regionFeatures + EncoderOptions.BoxNumbers;
        Graph.Input(RegionMask, OnnxType.Bool, "sentences", "regions");
        var shape = new Lazy<string>(() => Graph.Node("Shape", [RegionMask]));
        return text with
        {
            Regions = new OnnxValue
            {
                Width = width, Places = "regions", Dimensions = shape, Input = () => Graph.Input(Regions, OnnxType.Single, "sentences", "regions", $"{width}"),
            },
            RegionMask = new OnnxValue { Width = 1, Places = "regions", Dimensions = shape, Whole = RegionMask },
            Edges = new OnnxValue
            {
                Width = 0, Places = "source", Dimensions = dimensions, Input = () => Graph.Input(Edges, OnnxType.Bool, "sentences", "source", "regions"),
            },
        };
    }

    /// <inheritdoc/>
    public override OnnxValue Embed(OnnxValue tokens, TokenEmbedding embedding)
    {
        int width = embedding.Words.Width;
        string x = Words(embedding.Words).Lookup(Graph, Whole(tokens));
        if (embedding.Scale != 1) x = Graph.Node("Mul", [x, Graph.Scalar((float)embedding.Scale)]);
        string length = Graph.Node("Slice", [tokens.Dimensions.Value, Graph.Constant(1), Graph.Constant(2)]);
        return Same(tokens, width, whole: Graph.Node("Add", [x, Graph.Node("Slice", [Layers.Positions(embedding), Graph.Constant(0), length])]));
    }

    /// <inheritdoc/>
    public override OnnxValue AttendPast(OnnxValue all, int heads, int layer, double dropout) =>
        throw new NotSupportedException("export: ONNX graphs know no attention to the past in an encoder; translate with libtorch");

    /// <inheritdoc/>
    public override IKeysValues<OnnxValue> Remember(string name, OnnxValue states, Linear map, int heads)
    {
        var kept = Project(states, map, heads, name);
        Graph.Output(kept.Keys, OnnxType.Single, "sentences", $"{heads}", $"{kept.Head}", states.Places);
        Graph.Output(kept.Values, OnnxType.Single, "sentences", $"{heads}", states.Places, $"{kept.Head}");
        return kept;
    }

    /// <inheritdoc/>
    public override IKept<OnnxValue> Remember(string name, OnnxValue x)
    {
        var kept = Same(x, x.Width, whole: Graph.NodeAs(name, "Identity", [Whole(x)]));
        Graph.Output(name, OnnxType.Single, "sentences", x.Places, $"{x.Width}");
        return new OnnxKept(name, kept);
    }

    // ONNX's own unit, which wants places first and knows a text's end by its length.
    /// <inheritdoc/>
    public override OnnxValue Recur(OnnxValue x, GruCell cell, IMask<OnnxValue> mask, bool isReversed)
    {
        string real = ((OnnxMask)mask).Real
            ?? throw new NotSupportedException("export: ONNX graphs know no recurrence over places without a mask; translate with libtorch");
        string ones = Graph.Node("Cast", [real], OnnxAttribute.Of("to", (long)OnnxType.Single));
        string count = Graph.Node("ReduceSum", [ones, Graph.Constant(1)], OnnxAttribute.Of("keepdims", 0));
        string lengths = Graph.Node("Cast", [count], OnnxAttribute.Of("to", (long)OnnxType.Int32));
        string One(string weight) => Graph.Node("Unsqueeze", [weight, Graph.Constant(0)]);
        string Weight(Linear map) => One(Layers.Singles(map.Weight.Name, [map.Outputs, map.Inputs]));
        string Bias(Linear map) => Layers.Singles(map.Bias!.Name, [map.Outputs]);
        string biases = One(Graph.Node("Concat", [Bias(cell.Input), Bias(cell.State)], OnnxAttribute.Of("axis", 0)));
        string turned = Graph.Node("Transpose", [Whole(x)], OnnxAttribute.Of("perm", 1, 0, 2));
        // [places, 1, sentences, width], and back.
        string states = Graph.Node("GRU", [turned, Weight(cell.Input), Weight(cell.State), biases, lengths], OnnxAttribute.Of("hidden_size", cell.Width),
            OnnxAttribute.Of("linear_before_reset", 1), OnnxAttribute.Of("direction", isReversed ? "reverse" : "forward"));
        string flat = Graph.Node("Squeeze", [states, Graph.Constant(1)]);
        return Same(x, cell.Width, whole: Graph.Node("Transpose", [flat], OnnxAttribute.Of("perm", 1, 0, 2)));
    }

    /// <inheritdoc/>
    public override OnnxValue RecurPast(int number, OnnxValue x, OnnxValue initial, Func<OnnxValue, OnnxValue, (OnnxValue State, OnnxValue Result)> step) =>
        throw new NotSupportedException("export: ONNX graphs know no decoder in an encoder; translate with libtorch");

    /// <summary>Makes an output of a form of a mask that the decoder asked for.</summary>
    public void Output(OnnxMask mask, string name, bool isBias)
    {
        Graph.NodeAs(name, "Identity", [isBias ? mask.Bias : mask.Presence]);
        if (isBias) Graph.Output(name, OnnxType.Single, "sentences", "1", "1", mask.Places);
        else Graph.Output(name, OnnxType.Single, "sentences", "1", "1");
    }
}
