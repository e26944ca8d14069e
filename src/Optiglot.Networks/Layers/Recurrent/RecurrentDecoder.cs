namespace Optiglot.Networks;

/// <summary>
/// The bridge and a conditional GRU on it: at each place a first unit reads the word before, an attention asks with its state, a second unit reads what was
/// found (Sennrich et al. 2017, <i>Nematus</i>,
/// section 2). The result is <c>tanh(A [s ; c] + B y)</c>; the target table is also the output layer.
/// </summary>
public sealed class RecurrentDecoder
{
    private const string InitialState = "initial_state";

    private readonly DecoderOptions options;
    private readonly Linear? bridge;
    private readonly Linear initial;
    private readonly GruCell first;
    private readonly ICrossAttention attention;
    private readonly GruCell second;
    private readonly Linear result;
    private readonly Linear resultWord;

    /// <summary>Declares the decoder's parameters.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="model">The whole model's options.</param>
    /// <param name="shared">The encoder's table, used where the options share it.</param>
    /// <param name="crossAttention">Declares what it asks of the source, by its name on disk; null for one attention to the text.</param>
    public RecurrentDecoder(ParameterDeclarations declarations, ModelOptions model, Embedding shared, Func<string, ICrossAttention>? crossAttention = null)
    {
        options = model.Decoder;
        int width = options.Width;
        Initialization xavier = Initialization.Xavier;
        declarations.Group = ParameterGroup.Decoder;
        if (options.Bridge) bridge = new Linear(declarations, "bridge", model.Encoder.Width, width, xavier);
        Words = options.ShareWithEncoder
            ? shared
            : new Embedding(declarations, "decoder.embedding.weight", options.VocabularySize, width, 1 / Math.Sqrt(width));
        initial = new Linear(declarations, "decoder.initial", model.Encoder.Width, width, xavier);
        first = new GruCell(declarations, "decoder.first", width, width);
        const string Attention = "decoder.cross_attention";
        attention = crossAttention?.Invoke(Attention) ?? new JointAttention(declarations, Attention, MemoryNames.Cross(0), options, isTextOnly: false);
        second = new GruCell(declarations, "decoder.second", width, width);
        result = new Linear(declarations, "decoder.result", 2 * width, width, xavier);
        resultWord = new Linear(declarations, "decoder.result_word", width, width, xavier, hasBias: false);
    }

    /// <summary>The target table, <c>[vocabulary, width]</c>.</summary>
    public Embedding Words { get; }

    /// <summary>Makes what is read at each step of an encoder's states.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="states">The encoder's states.</param>
    /// <param name="summary">What the first state is a map of, <c>[batch, 1, encoder width]</c>; null for the mean of the states.</param>
    public DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> states, T? summary = null) where T : class
    {
        var memory = new DecoderMemory<T>();
        foreach ((string name, States<T> each) in states.Parts) memory.Add(name, each.Mask);
        States<T> text = states[MemoryNames.States];
        T start = ops.Activate(ops.Linear(summary ?? ops.Mean(text.Value, text.Mask), initial), Activation.Tanh);
        memory.Add(InitialState, ops.Remember(InitialState, start));
        if (bridge is not null) states = states.With(MemoryNames.States, text with { Value = ops.Linear(text.Value, bridge) });
        attention.Remember(ops, states, memory);
        return memory;
    }

    /// <summary>Decodes a whole target, or a step.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="tokens">Ids, <c>[batch, target]</c>.</param>
    /// <param name="memory">What <see cref="Start"/> made.</param>
    /// <param name="enter">Changes the embedded target, <c>[batch, target, width]</c>, before it is read.</param>
    public DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Func<T, T>? enter = null) where T : class
    {
        T words = ops.Dropout(ops.Scale(ops.Embed(tokens, Words), Math.Sqrt(Words.Width)), options.Dropout);
        if (enter is not null) words = enter(words);
        AttentionRecording recording = ops.RecordsAttention ? AttentionRecording.Weights : AttentionRecording.None;
        IReadOnlyList<T>? weights = null;
        T found = ops.RecurPast(0, ops.Linear(words, first.Input), memory.Value(InitialState), (mapped, state) =>
        {
            T asks = ops.Advance(first, mapped, state);
            CrossAttention<T> cross = attention.Attend(ops, asks, memory, recording);
            weights = cross.Weights;
            T next = ops.Advance(second, ops.Linear(cross.Output, second.Input), asks);
            return (next, ops.ConcatenateFeatures(next, cross.Output));
        });
        T hidden = ops.Activate(ops.Add(ops.Linear(found, result), ops.Linear(words, resultWord)), Activation.Tanh);
        return new DecoderStates<T>(ops.Dropout(hidden, options.Dropout), [], weights);
    }
}
