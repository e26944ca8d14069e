namespace Optiglot.Networks;

/// <summary>
/// Runs a network on shapes alone and counts. Floating-point operations are those of matrix products: <c>[m, k] × [k, n]</c> is 2·m·k·n; norms, softmax,
/// activations, dropout and embeddings count nothing. What a forward pass keeps for the backward pass is counted in elements: inputs of products, queries,
/// keys, values and results of attention, sums and norms of the residual stream, and what an activation's gradient is made of; attention weights are made
/// again, never kept.
/// </summary>
public sealed class CountingOps : INetworkOps<CountedValue>
{
    private readonly HashSet<ParameterDeclaration> used = [];

    /// <summary>Floating-point operations so far.</summary>
    public double Flops { get; private set; }

    /// <summary>Parameters that were used so far.</summary>
    public IReadOnlySet<ParameterDeclaration> Used => used;

    /// <summary>Elements kept so far.</summary>
    public double Kept { get; private set; }

    /// <inheritdoc/>
    public bool RecordsAttention => false;

    /// <inheritdoc/>
    public CountedValue Embed(CountedValue ids, Embedding table)
    {
        used.Add(table.Table);
        return new CountedValue([.. ids.Shape, table.Width]);
    }

    /// <inheritdoc/>
    public CountedValue Embed(CountedValue tokens, TokenEmbedding embedding)
    {
        if (tokens.Width > embedding.Maximum)
            throw new ArgumentException($"a text of {tokens.Width} pieces is longer than the model's {embedding.Maximum} positions; split or truncate it");
        return Embed(tokens, embedding.Words);
    }

    /// <inheritdoc/>
    public CountedValue Linear(CountedValue x, Linear map)
    {
        if (x.Width != map.Inputs) throw new ArgumentException($"{map.Name} takes inputs of width {map.Inputs}, got {x.Width}");
        Remembered(x);
        used.Add(map.Weight);
        Flops += 2 * x.Rows * map.Inputs * map.Outputs;
        return Same(x, map.Outputs);
    }

    /// <inheritdoc/>
    public CountedValue Normalize(CountedValue x, LayerNorm norm)
    {
        used.Add(norm.Weight);
        Remembered(x);
        return Same(x, x.Width);
    }

    /// <inheritdoc/>
    public (CountedValue Sum, CountedValue Normalized) AddAndNormalize(CountedValue x, CountedValue y, LayerNorm norm, double dropout)
    {
        CountedValue sum = Add(x, y);
        return (sum, Normalize(sum, norm));
    }

    /// <inheritdoc/>
    public CountedValue Logits(CountedValue x, OutputLayer output)
    {
        used.Add(output.Table.Table);
        Remembered(x);
        Flops += 2 * x.Rows * x.Width * output.Table.Count;
        return Same(x, output.Table.Count);
    }

    /// <inheritdoc/>
    public CountedValue Dropout(CountedValue x, double probability) => x;

    /// <inheritdoc/>
    public CountedValue Add(CountedValue a, CountedValue b) => Same(a, a.Width);

    /// <inheritdoc/>
    public CountedValue Multiply(CountedValue a, CountedValue b)
    {
        Remembered(a);
        Remembered(b);
        return Same(a, a.Width);
    }

    /// <inheritdoc/>
    public CountedValue Scale(CountedValue x, double factor) => Same(x, x.Width);

    /// <inheritdoc/>
    public CountedValue Activate(CountedValue x, Activation activation)
    {
        // The gradient of GELU wants its input, that of the others their result, which the next product keeps anyway.
        if (activation == Activation.Gelu) Remembered(x);
        return Same(x, x.Width);
    }

    /// <inheritdoc/>
    public CountedValue ScalePlaces(CountedValue x, CountedValue factors) => Multiply(x, factors);

    /// <inheritdoc/>
    public CountedValue Expand(CountedValue one, CountedValue like) => Same(like, one.Width);

    /// <inheritdoc/>
    public CountedValue SliceFeatures(CountedValue x, int first, int count) => first >= 0 && count > 0 && first + count <= x.Width
        ? Same(x, count)
        : throw new ArgumentException($"features {first} to {first + count} are not among {x.Width}");

    /// <inheritdoc/>
    public CountedValue SumFeatures(CountedValue x) => Same(x, 1);

    /// <inheritdoc/>
    public CountedValue Pool(CountedValue x, CountedValue scores, IMask<CountedValue> mask)
    {
        Remembered(x);
        Remembered(scores);
        Flops += 2 * x.Size;
        return new CountedValue(x.Shape[0], 1, x.Width);
    }

    /// <inheritdoc/>
    public CountedValue DropNet(CountedValue a, CountedValue b, double probability) => Add(a, b);

    /// <inheritdoc/>
    public CountedValue Mean(CountedValue x, IMask<CountedValue> mask) => new(x.Shape[0], 1, x.Width);

    /// <inheritdoc/>
    public IKept<CountedValue> Remember(string name, CountedValue x) => new CountedKept(x);

    /// <inheritdoc/>
    public CountedValue ConcatenateFeatures(CountedValue a, CountedValue b) => Same(a, a.Width + b.Width);

    /// <inheritdoc/>
    public CountedValue ConcatenatePlaces(CountedValue a, CountedValue b) => new(a.Shape[0], a.Shape[1] + b.Shape[1], a.Width);

    /// <inheritdoc/>
    public IMask<CountedValue> Mask(string part, CountedValue real) => new CountedMask(real.Shape[0], [part], real.Shape[1]);

    /// <inheritdoc/>
    public IMask<CountedValue> Join(IMask<CountedValue> first, IMask<CountedValue> second)
    {
        var (a, b) = ((CountedMask)first, (CountedMask)second);
        return new CountedMask(a.Sentences, [.. a.Parts, .. b.Parts], [.. a.Lengths, .. b.Lengths]);
    }

    /// <inheritdoc/>
    public CountedValue Part(CountedValue x, IMask<CountedValue> mask, string part) => new(x.Shape[0], ((CountedMask)mask).LengthOf(part), x.Width);

    /// <inheritdoc/>
    public CountedValue ZeroWhereAbsent(CountedValue x, IMask<CountedValue> mask) => Same(x, x.Width);

    /// <inheritdoc/>
    public IDisposable? Scope() => null;

    /// <inheritdoc/>
    public void Keep(CountedValue x)
    {
    }

    /// <inheritdoc/>
    public void Free(CountedValue x)
    {
    }

    /// <inheritdoc/>
    public CountedValue AttendSelf(CountedValue all, int heads, IMask<CountedValue> mask, double dropout) => AttendPast(all, heads, 0, dropout);

    /// <inheritdoc/>
    public CountedValue AttendPast(CountedValue all, int heads, int layer, double dropout)
    {
        Remembered(all);
        return Attended(all, all.Width / 3, all.Shape[1]);
    }

    /// <inheritdoc/>
    public IKeysValues<CountedValue> Project(CountedValue states, Linear map, int heads) => new CountedKeysValues(Linear(states, map));

    /// <inheritdoc/>
    public IKeysValues<CountedValue> Remember(string name, CountedValue states, Linear map, int heads) => Project(states, map, heads);

    /// <inheritdoc/>
    public Attention<CountedValue> Attend(
        CountedValue queries, IKeysValues<CountedValue> memory, IMask<CountedValue> mask, int heads, double dropout,
            AttentionRecording recording = AttentionRecording.None)
    {
        CountedValue both = ((CountedKeysValues)memory).Both;
        Remembered(queries);
        Remembered(both);
        return new Attention<CountedValue>(Attended(queries, queries.Width, both.Shape[1]));
    }

    /// <inheritdoc/>
    public CountedValue Advance(GruCell cell, CountedValue mapped, CountedValue state) => cell.Compose(this, mapped, state);

    /// <inheritdoc/>
    public CountedValue Recur(CountedValue x, GruCell cell, IMask<CountedValue> mask, bool isReversed) =>
        RecurPast(0, Linear(x, cell.Input), new CountedValue(x.Shape[0], 1, cell.Width), (mapped, state) =>
        {
            CountedValue next = Advance(cell, mapped, state);
            return (next, next);
        });

    // All places cost the same, but for what the first of them makes for all.
    /// <inheritdoc/>
    public CountedValue RecurPast(
        int number, CountedValue x, CountedValue initial, Func<CountedValue, CountedValue, (CountedValue State, CountedValue Result)> step)
    {
        (CountedValue state, _) = step(new CountedValue(x.Shape[0], 1, x.Width), initial);
        (double flops, double kept) = (Flops, Kept);
        (_, CountedValue result) = step(new CountedValue(x.Shape[0], 1, x.Width), state);
        Flops += (x.Shape[1] - 2) * (Flops - flops);
        Kept += (x.Shape[1] - 2) * (Kept - kept);
        return new CountedValue(x.Shape[0], x.Shape[1], result.Width);
    }

    /// <inheritdoc/>
    public IEdges<CountedValue> Edges(CountedValue joined) => new CountedEdges();

    // As if every word were joined with every region, which no sentence exceeds: gates, and what passes them.
    /// <inheritdoc/>
    public CountedValue GatherGated(CountedValue own, CountedValue other, CountedValue values, IEdges<CountedValue> edges, string hearer)
    {
        Remembered(values);
        double passed = own.Size * other.Shape[1];
        Flops += 2 * passed;
        Kept += 2 * passed;
        return Same(own, values.Width);
    }

    // As long as its source; nothing is kept for a backward pass that does not come.
    /// <inheritdoc/>
    public Draft<CountedValue> Draft(Func<INetworkOps<CountedValue>, CountedValue, CountedValue> decode, IMask<CountedValue> source, DraftOptions options)
    {
        var counted = new CountingOps();
        // The memory is projected before, by this pass.
        CountedValue hidden = decode(counted, new CountedValue(((CountedMask)source).Sentences, ((CountedMask)source).Lengths[0]));
        counted.Logits(hidden, options.Output);
        Flops += counted.Flops;
        used.UnionWith(counted.used);
        CountedValue pieces = new([.. hidden.Shape.Take(2)]);
        return new Draft<CountedValue>(pieces, pieces, pieces);
    }

    // Scores and their mix of values: two products of each query with all places.
    private CountedValue Attended(CountedValue queries, long width, long places)
    {
        Flops += 4 * queries.Rows * places * width;
        return Same(queries, width);
    }

    private static CountedValue Same(CountedValue x, long width) => new([.. x.Shape.Take(x.Shape.Count - 1), width]);

    private void Remembered(CountedValue x)
    {
        if (!x.IsKept) Kept += x.Size;
        x.IsKept = true;
    }
}
