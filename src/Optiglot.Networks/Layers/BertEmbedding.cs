namespace Optiglot.Networks;

/// <summary>BERT's embeddings of a text, under Hugging Face's names: pieces, positions, segments, and the norm where norms stand after blocks.</summary>
public sealed class BertEmbedding
{
    private readonly TokenEmbedding embedding;
    private readonly Embedding? segments;
    private readonly LayerNorm? norm;

    /// <summary>Declares the parameters <c>bert.embeddings.*</c> of the text.</summary>
    public BertEmbedding(ParameterDeclarations declarations, EncoderOptions options)
    {
        int width = options.Width;
        double deviation = options.ScaleEmbeddings ? 1 / Math.Sqrt(width) : options.InitialDeviation > 0 ? options.InitialDeviation : 0.02;
        Words = new Embedding(declarations, "bert.embeddings.word_embeddings.weight", options.VocabularySize, width, deviation);
        embedding = TokenEmbedding.Of(
            declarations, Words, options.Positions, "bert.embeddings.position_embeddings.weight", options.ScaleEmbeddings ? Math.Sqrt(width) : 1,
                options.MaximumPositions, deviation);
        if (options.Segments > 0)
            segments = new Embedding(declarations, "bert.embeddings.token_type_embeddings.weight", options.Segments, width, deviation);
        if (options.Norm == NormPlacement.Post) norm = new LayerNorm(declarations, "bert.embeddings.LayerNorm", width, options.NormEpsilon);
    }

    /// <summary>The word-piece table, <c>[vocabulary, width]</c>.</summary>
    public Embedding Words { get; }

    /// <summary>How the weights of a BERT-style encoder's layers start.</summary>
    public static Initialization InitializationOf(EncoderOptions options) =>
        options.InitialDeviation > 0 ? Initialization.Normal(options.InitialDeviation) : Initialization.Xavier;

    /// <summary>The text of a batch, <c>[batch, source, width]</c>.</summary>
    /// <exception cref="ArgumentException">A text is too long.</exception>
    public T Embed<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class
    {
        T x = ops.Embed(source.Tokens, embedding);
        if (segments is not null) x = ops.Add(x, ops.Embed(source.Segments, segments));
        return norm is null ? x : ops.Normalize(x, norm);
    }
}
