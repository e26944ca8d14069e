using Optiglot.Networks;

namespace Optiglot.Bench;

/// <summary>The networks that are measured, by name.</summary>
public static class BenchSizes
{
    /// <summary>The size for tests: seconds of work.</summary>
    public const string Tiny = "tiny";

    private const int Vocabulary = 10_000, BertVocabulary = 30_522, TinyVocabulary = 200;

    /// <summary>Names of translation models.</summary>
    public static IReadOnlyList<string> TranslationNames { get; } = ["wide", "small", "paper", Tiny];

    /// <summary>Names of encoders.</summary>
    public static IReadOnlyList<string> EncoderNames { get; } = ["bert-base", Tiny];

    /// <summary>
    /// A translation model: <c>wide</c> is 6 + 6 layers of width 512, feed-forward 1,024; <c>small</c> 4 + 4 of width 128, 256 (the recipe for Multi30K);
    /// <c>paper</c> BERT-base with a decoder of 6 layers of width 512; <c>tiny</c> for tests.
    /// </summary>
    /// <param name="name">One of <see cref="TranslationNames"/>.</param>
    /// <param name="dropout">Dropout of blocks and attention alike.</param>
    /// <exception cref="ArgumentException">There is no such model.</exception>
    public static ModelOptions Translation(string name, double dropout) => name switch
    {
        "wide" => Transformer(Vocabulary, 6, 512, 8, 1024, dropout),
        "small" => Transformer(Vocabulary, 4, 128, 4, 256, dropout),
        Tiny => Transformer(TinyVocabulary, 2, 32, 2, 64, dropout),
        "paper" => new ModelOptions
        {
            Encoder = Encoder("bert-base", dropout),
            Decoder = new DecoderOptions { VocabularySize = Vocabulary, Dropout = dropout, AttentionDropout = dropout },
        },
        _ => throw Unknown(name, TranslationNames),
    };

    /// <summary>An encoder: <c>bert-base</c> is 12 layers of width 768; <c>tiny</c> for tests.</summary>
    /// <exception cref="ArgumentException">There is no such encoder.</exception>
    public static EncoderOptions Encoder(string name, double dropout) => name switch
    {
        "bert-base" => new EncoderOptions { VocabularySize = BertVocabulary, Dropout = dropout, AttentionDropout = dropout },
        Tiny => new EncoderOptions
        {
            VocabularySize = TinyVocabulary, Width = 32, Layers = 2, Heads = 2, FeedForward = 64, Dropout = dropout, AttentionDropout = dropout
        },
        _ => throw Unknown(name, EncoderNames),
    };

    // The plain transformer: pre-norm, sinusoidal positions, one table for source, target and output.
    private static ModelOptions Transformer(int vocabulary, int layers, int width, int heads, int feedForward, double dropout) => new()
    {
        Encoder = new EncoderOptions
        {
            VocabularySize = vocabulary, Layers = layers, Width = width, Heads = heads, FeedForward = feedForward, Segments = 0,
            Positions = PositionKind.Sinusoidal,
            Norm = NormPlacement.Pre, Activation = Activation.Relu, ScaleEmbeddings = true, Dropout = dropout, AttentionDropout = dropout, NormEpsilon = 1e-5,
            InitialDeviation = 0,
        },
        Decoder = new DecoderOptions
        {
            VocabularySize = vocabulary, Layers = layers, Width = width, Heads = heads, FeedForward = feedForward, Bridge = false, ShareWithEncoder = true,
            Dropout = dropout, AttentionDropout = dropout,
        },
    };

    private static ArgumentException Unknown(string name, IReadOnlyList<string> known) =>
        new($"there is no size '{name}'; there are {string.Join(", ", known)}");
}
