using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>
/// Writes the decoder's graph: one step for the hypotheses of a beam, which are its places. The keys and values of earlier steps are kept a sentence, not a
/// hypothesis: all hypotheses of a sentence share them, and an additive mask says which of them are a hypothesis' own past. So reordering a beam moves nothing
/// but mask. The source's keys and values have no beam axis either.
/// </summary>
/// <param name="layers">Products, norms and tables as nodes.</param>
internal sealed class OnnxStepOps(LayerGraph layers) : OnnxOps(layers)
{
    private readonly List<(OnnxMask Mask, string Name, bool IsBias)> _wanted = [];

    /// <inheritdoc/>
    public override bool RecordsAttention => true;

    /// <summary>Forms of the encoder's masks that this graph has as inputs.</summary>
    public IReadOnlyList<(OnnxMask Mask, string Name, bool IsBias)> Wanted => _wanted;

    /// <summary>The newest piece of each hypothesis, and its place.</summary>
    public OnnxValue Tokens()
    {
        Graph.Input(StepNames.Tokens, OnnxType.Int64, "sentences", "beam");
        Graph.Input(StepNames.Place, OnnxType.Int64);
        Graph.Input(StepNames.PastBias, OnnxType.Single, "sentences", "1", "beam", "entries");
        return new OnnxValue
        {
            Width = 1, Places = "beam", IsPieces = true, Whole = StepNames.Tokens, Dimensions = new Lazy<string>(() => Graph.Node("Shape", [StepNames.Tokens]))
        };
    }

    /// <summary>A part of the memory as an input of this graph.</summary>
    /// <exception cref="NotSupportedException">Graphs do not know such a part.</exception>
    public IMemoryPart<OnnxValue> Input(string name, IMemoryPart<OnnxValue> part)
    {
        switch (part)
        {
            case OnnxKeysValues kept:
                Graph.Input(kept.Keys, OnnxType.Single, "sentences", $"{kept.Heads}", $"{kept.Head}", kept.Places);
                Graph.Input(kept.Values, OnnxType.Single, "sentences", $"{kept.Heads}", kept.Places, $"{kept.Head}");
                return kept;
            case OnnxKept kept: return Input(kept);
            case OnnxMask mask: return Input(name, mask);
            default: throw new NotSupportedException($"export: ONNX graphs do not know {part.GetType().Name} as a part of the memory; translate with libtorch");
        }
    }

    /// <summary>Makes an output of the attention, part by part.</summary>
    public void Output(IReadOnlyList<OnnxValue> attention)
    {
        string[] parts = [.. attention.Select(Whole)];
        if (parts.Length == 1) Graph.NodeAs(StepNames.Attention, "Identity", parts);
        else Graph.NodeAs(StepNames.Attention, "Concat", parts, OnnxAttribute.Of("axis", -1));
    }

    /// <inheritdoc/>
    public override OnnxValue Embed(OnnxValue tokens, TokenEmbedding embedding)
    {
        int width = embedding.Words.Width;
        string x = Words(embedding.Words).Lookup(Graph, Graph.Node("Reshape", [Whole(tokens), Graph.Constant(-1)]));
        if (embedding.Scale != 1) x = Graph.Node("Mul", [x, Graph.Scalar((float)embedding.Scale)]);
        return Same(tokens, width, rows: Graph.Node("Add", [x, Graph.Node("Gather", [Layers.Positions(embedding), StepNames.Place])]));
    }

    // One softmax over the past entries, all of the sentence's, and the hypothesis' own new one.
    /// <inheritdoc/>
    public override OnnxValue AttendPast(OnnxValue all, int heads, int layer, double dropout)
    {
        int width = all.Width / 3, head = width / heads;
        string shape = Shape(all, heads, head), count = $"{heads}", wide = $"{head}";
        string pastKeys = Graph.Input(StepNames.PastKeys(layer), OnnxType.Single, "sentences", count, "entries", wide);
        string pastValues = Graph.Input(StepNames.PastValues(layer), OnnxType.Single, "sentences", count, "entries", wide);
        string queries = Heads(all, 0, 3, heads, shape);
        string keys = Heads(all, 1, 3, heads, shape, StepNames.NewKeys(layer), isTurned: false);
        string values = Heads(all, 2, 3, heads, shape, StepNames.NewValues(layer));
        Graph.Output(keys, OnnxType.Single, "sentences", count, "beam", wide);
        Graph.Output(values, OnnxType.Single, "sentences", count, "beam", wide);
        string past = Graph.Node("MatMul", [queries, Graph.Node("Transpose", [pastKeys], OnnxAttribute.Of("perm", 0, 1, 3, 2))]);
        string own = Graph.Node("ReduceSum", [Graph.Node("Mul", [queries, keys]), Graph.Constant(-1)]);
        string scores = Graph.Node("Concat", [Graph.Node("Add", [past, StepNames.PastBias]), own], OnnxAttribute.Of("axis", -1));
        string weights = Graph.Node("Softmax", [scores], OnnxAttribute.Of("axis", -1));
        string ofPast = Graph.Node("Slice", [weights, Graph.Constant(0), Graph.Constant(-1), Graph.Constant(3)]);
        string ofOwn = Graph.Node("Slice", [weights, Graph.Constant(-1), Graph.Constant(long.MaxValue), Graph.Constant(3)]);
        string attended = Graph.Node("Add", [Graph.Node("MatMul", [ofPast, pastValues]), Graph.Node("Mul", [ofOwn, values])]);
        return Same(all, width, rows: Layers.Join(attended, width));
    }

    /// <inheritdoc/>
    public override OnnxValue Recur(OnnxValue x, GruCell cell, IMask<OnnxValue> mask, bool isReversed) =>
        throw new NotSupportedException("export: ONNX graphs read a text from end to end in an encoder, not in a step; translate with libtorch");

    // The state of the step before is an input, and its place tells whether there was one.
    /// <inheritdoc/>
    public override OnnxValue RecurPast(int number, OnnxValue x, OnnxValue initial, Func<OnnxValue, OnnxValue, (OnnxValue State, OnnxValue Result)> step)
    {
        string width = $"{initial.Width}";
        string old = Graph.Input(StepNames.State(number), OnnxType.Single, "sentences", "beam", width);
        string isFirst = Graph.Node("Equal", [StepNames.Place, Graph.Constant(0)]);
        string state = Graph.Node("Where", [isFirst, Graph.Node("Expand", [Whole(initial), Shape(x, initial.Width)]), old]);
        var (next, result) = step(x, Same(x, initial.Width, whole: state));
        Graph.Output(Graph.NodeAs(StepNames.NewState(number), "Identity", [Whole(next)]), OnnxType.Single, "sentences", "beam", width);
        return result;
    }

    /// <inheritdoc/>
    public override IKeysValues<OnnxValue> Remember(string name, OnnxValue states, Linear map, int heads) =>
        throw new NotSupportedException("export: ONNX graphs make keys and values once a sentence, not in a step; translate with libtorch");

    /// <inheritdoc/>
    public override IKept<OnnxValue> Remember(string name, OnnxValue x) =>
        throw new NotSupportedException("export: ONNX graphs keep values once a sentence, not in a step; translate with libtorch");

    private OnnxKept Input(OnnxKept kept)
    {
        string name = Graph.Input(kept.Name, OnnxType.Single, "sentences", kept.Value.Places, $"{kept.Value.Width}");
        return kept with { Value = new OnnxValue { Width = kept.Value.Width, Places = kept.Value.Places, Whole = name, Dimensions = DimensionsOf(name) } };
    }

    // Each form of it is an input that is made when it is first used.
    private OnnxMask Input(string name, OnnxMask mask)
    {
        string Form(string suffix, bool isBias)
        {
            string input = $"{name}_{suffix}";
            _wanted.Add((mask, input, isBias));
            return isBias ? Graph.Input(input, OnnxType.Single, "sentences", "1", "1", mask.Places)
                : Graph.Input(input, OnnxType.Single, "sentences", "1", "1");
        }

        return new OnnxMask(mask.Parts, mask.Places, () => Form("bias", true), () => Form("presence", false), part => Input($"{name}_{part}", mask.Part(part)));
    }
}
