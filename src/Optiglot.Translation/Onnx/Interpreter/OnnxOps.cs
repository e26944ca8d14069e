using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>Writes a network as nodes of a graph: what both of a model's graphs have in common.</summary>
/// <param name="layers">Products, norms and tables as nodes.</param>
internal abstract partial class OnnxOps(LayerGraph layers) : INetworkOps<OnnxValue>
{
    private readonly Dictionary<string, WordTable> _tables = [];
    private readonly Dictionary<string, string> _shapes = [];

    /// <summary>Products, norms and tables as nodes.</summary>
    protected LayerGraph Layers => layers;

    /// <summary>The graph.</summary>
    protected OnnxGraphBuilder Graph => layers.Graph;

    /// <inheritdoc/>
    public abstract bool RecordsAttention { get; }

    /// <inheritdoc/>
    public abstract OnnxValue Embed(OnnxValue tokens, TokenEmbedding embedding);

    // Tables of pieces are in the graph's own precision, small ones in single precision.
    /// <inheritdoc/>
    public OnnxValue Embed(OnnxValue ids, Embedding table) => Same(ids, table.Width, whole: ids.IsPieces
        ? Words(table).Lookup(Graph, Whole(ids))
        : Graph.Node("Gather", [layers.Singles(table.Table.Name, [table.Count, table.Width]), Whole(ids)]));

    /// <inheritdoc/>
    public OnnxValue Linear(OnnxValue x, Linear map)
    {
        if (x.Width != map.Inputs) throw new ArgumentException($"{map.Name} takes inputs of width {map.Inputs}, got {x.Width}");
        return new OnnxValue { Width = map.Outputs, Places = x.Places, Dimensions = x.Dimensions, Waiting = (x, map) };
    }

    /// <inheritdoc/>
    public OnnxValue Normalize(OnnxValue x, LayerNorm norm) => Each(x, name => layers.Norm(name, norm.Name, norm.Width, norm.Epsilon));

    /// <inheritdoc/>
    public (OnnxValue Sum, OnnxValue Normalized) AddAndNormalize(OnnxValue x, OnnxValue y, LayerNorm norm, double dropout)
    {
        var sum = Add(x, y);
        return (sum, Normalize(sum, norm));
    }

    /// <inheritdoc/>
    public OnnxValue Logits(OnnxValue x, OutputLayer output)
    {
        var words = Words(output.Table);
        string name = StepNames.Logits;
        if (output.Bias is null) layers.Logits(Rows(x), words, name);
        else Graph.NodeAs(name, "Add", [layers.Logits(Rows(x), words), layers.Singles(output.Bias.Name, [output.Table.Count])]);
        return Same(x, output.Table.Count, rows: name);
    }

    /// <inheritdoc/>
    public OnnxValue Dropout(OnnxValue x, double probability) => x;

    /// <inheritdoc/>
    public OnnxValue Add(OnnxValue a, OnnxValue b) => Both("Add", a, b);

    /// <inheritdoc/>
    public OnnxValue Multiply(OnnxValue a, OnnxValue b) => Both("Mul", a, b);

    /// <inheritdoc/>
    public OnnxValue Scale(OnnxValue x, double factor) => Each(x, name => Graph.Node("Mul", [name, Graph.Scalar((float)factor)]));

    /// <inheritdoc/>
    public OnnxValue Activate(OnnxValue x, Activation activation) => Each(x, name => layers.Activate(name, activation));

    /// <inheritdoc/>
    public OnnxValue ScalePlaces(OnnxValue x, OnnxValue factors) => Same(x, x.Width, rows: Graph.Node("Mul", [Rows(x), Rows(factors)]));

    /// <inheritdoc/>
    public OnnxValue Expand(OnnxValue one, OnnxValue like) => Same(like, one.Width, whole: Graph.Node("Expand", [Whole(one), Shape(like, one.Width)]));

    /// <inheritdoc/>
    public OnnxValue SliceFeatures(OnnxValue x, int first, int count) =>
        Same(x, count, rows: Graph.Node("Slice", [Rows(x), Graph.Constant(first), Graph.Constant(first + count), Graph.Constant(1)]));

    /// <inheritdoc/>
    public OnnxValue SumFeatures(OnnxValue x) => Same(x, 1, rows: Graph.Node("ReduceSum", [Rows(x), Graph.Constant(-1)]));

    /// <inheritdoc/>
    public OnnxValue DropNet(OnnxValue a, OnnxValue b, double probability) => Scale(Add(a, b), 0.5);

    /// <inheritdoc/>
    public abstract IKept<OnnxValue> Remember(string name, OnnxValue x);

    /// <inheritdoc/>
    public Draft<OnnxValue> Draft(Func<INetworkOps<OnnxValue>, OnnxValue, OnnxValue> decode, IMask<OnnxValue> source, DraftOptions options) =>
        throw new NotSupportedException("export: ONNX graphs do not decode within a network; translate with libtorch");

    /// <inheritdoc/>
    public OnnxValue Advance(GruCell cell, OnnxValue mapped, OnnxValue state) => cell.Compose(this, mapped, state);

    /// <inheritdoc/>
    public abstract OnnxValue Recur(OnnxValue x, GruCell cell, IMask<OnnxValue> mask, bool isReversed);

    /// <inheritdoc/>
    public abstract OnnxValue RecurPast(int number, OnnxValue x, OnnxValue initial, Func<OnnxValue, OnnxValue, (OnnxValue State, OnnxValue Result)> step);

    /// <inheritdoc/>
    public OnnxValue ConcatenateFeatures(OnnxValue a, OnnxValue b) =>
        Same(a, a.Width + b.Width, rows: Graph.Node("Concat", [Rows(a), Rows(b)], OnnxAttribute.Of("axis", -1)));

    /// <inheritdoc/>
    public OnnxValue ConcatenatePlaces(OnnxValue a, OnnxValue b)
    {
        string whole = Graph.Node("Concat", [Whole(a), Whole(b)], OnnxAttribute.Of("axis", 1));
        return new OnnxValue { Width = a.Width, Places = "memory", Whole = whole, Dimensions = DimensionsOf(whole) };
    }

    /// <inheritdoc/>
    public OnnxValue ZeroWhereAbsent(OnnxValue x, IMask<OnnxValue> mask) => Same(x, x.Width, whole: Graph.Node("Mul", [Whole(x), ((OnnxMask)mask).Presence]));

    /// <inheritdoc/>
    public IDisposable? Scope() => null;

    /// <inheritdoc/>
    public void Keep(OnnxValue x)
    {
    }

    /// <inheritdoc/>
    public void Free(OnnxValue x)
    {
    }

    /// <summary>A table of word vectors, looked up and multiplied with.</summary>
    protected WordTable Words(Embedding table)
    {
        if (!_tables.TryGetValue(table.Table.Name, out var words)) _tables[table.Table.Name] = words = layers.Words(table.Table.Name, table.Count, table.Width);
        return words;
    }

    /// <summary>The name of a value as <c>[sentences · places, width]</c>.</summary>
    protected string Rows(OnnxValue x) => x.Rows ??= x.Waiting is { } map ? layers.Linear(Rows(map.Input), map.Map)
        : Graph.Node("Reshape", [Whole(x), Graph.Constant(-1, x.Width)]);

    /// <summary>The name of a value as <c>[sentences, places, width]</c>.</summary>
    protected string Whole(OnnxValue x) => x.Whole ??= x.Input?.Invoke() ?? Graph.Node("Reshape", [Rows(x), Shape(x, x.Width)]);

    /// <summary>The name of the vector <c>sentences, places</c> and some sizes more.</summary>
    protected string Shape(OnnxValue x, params ReadOnlySpan<long> sizes)
    {
        (string dimensions, string added) = (x.Dimensions.Value, Graph.Constant(sizes));
        if (!_shapes.TryGetValue($"{dimensions} {added}", out string? shape))
            _shapes[$"{dimensions} {added}"] = shape = Graph.Node("Concat", [dimensions, added], OnnxAttribute.Of("axis", 0));
        return shape;
    }

    /// <summary>Sentences and places of a value that stands there whole.</summary>
    protected Lazy<string> DimensionsOf(string whole) => new(() => Graph.Node("Slice", [Graph.Node("Shape", [whole]), Graph.Constant(0), Graph.Constant(2)]));

    /// <summary>A value of the same places.</summary>
    protected static OnnxValue Same(OnnxValue x, int width, string? rows = null, string? whole = null) =>
        new() { Width = width, Places = x.Places, Dimensions = x.Dimensions, Rows = rows, Whole = whole };

    private OnnxValue Each(OnnxValue x, Func<string, string> node) =>
        x.Rows is not null || x.Waiting is not null ? Same(x, x.Width, rows: node(Rows(x))) : Same(x, x.Width, whole: node(Whole(x)));

    private OnnxValue Both(string operation, OnnxValue a, OnnxValue b) => (a.Rows ?? b.Rows) is not null || a.Waiting is not null || b.Waiting is not null
        ? Same(a, a.Width, rows: Graph.Node(operation, [Rows(a), Rows(b)]))
        : Same(a, a.Width, whole: Graph.Node(operation, [Whole(a), Whole(b)]));
}
