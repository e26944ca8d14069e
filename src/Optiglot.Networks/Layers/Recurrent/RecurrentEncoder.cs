namespace Optiglot.Networks;

/// <summary>A text read from both ends by gated recurrent units; both states of a place stand side by side (Bahdanau et al. 2015, section 3.2).</summary>
public sealed class RecurrentEncoder
{
    private readonly (GruCell Forward, GruCell Backward)[] layers;
    private readonly double dropout;

    /// <summary>Declares the encoder's parameters.</summary>
    /// <exception cref="ArgumentException">The width is odd: half of it is for each direction.</exception>
    public RecurrentEncoder(ParameterDeclarations declarations, EncoderOptions options)
    {
        if (options.Width % 2 != 0)
            throw new ArgumentException($"a recurrent encoder reads in two directions, so its width is even, not {options.Width}: set model.encoder.width");
        dropout = options.Dropout;
        declarations.Group = ParameterGroup.Encoder;
        Words = new Embedding(declarations, "encoder.embedding.weight", options.VocabularySize, options.Width, 1 / Math.Sqrt(options.Width));
        GruCell Cell(int layer, string direction) => new(declarations, $"encoder.layers.{layer}.{direction}", options.Width, options.Width / 2);
        layers = [.. Enumerable.Range(0, options.Layers).Select(layer => (Cell(layer, "forward"), Cell(layer, "backward")))];
    }

    /// <summary>The table of pieces, <c>[vocabulary, width]</c>.</summary>
    public Embedding Words { get; }

    /// <summary>Encodes a batch of texts: <c>[batch, source, width]</c>. Tags are told from the sentence by the separator before them alone.</summary>
    public States<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class
    {
        T x = ops.Dropout(ops.Scale(ops.Embed(source.Tokens, Words), Math.Sqrt(Words.Width)), dropout);
        IMask<T> mask = ops.Mask(MemoryNames.Text, source.TokenMask);
        foreach ((GruCell forward, GruCell backward) in layers)
            x = ops.Dropout(ops.ConcatenateFeatures(ops.Recur(x, forward, mask, isReversed: false), ops.Recur(x, backward, mask, isReversed: true)), dropout);
        return new States<T>(x, mask);
    }
}
