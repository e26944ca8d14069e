using Optiglot.Networks;

namespace Optiglot.Translation.Tests;

/// <summary>What docs/families.md says how to add: an encoder that is a table, and a decoder on it. It sees no pictures.</summary>
internal sealed class ToyFamily : INetworkFamily
{
    public string Name => "toy";

    public string Paper => "none";

    public INetwork Create(ModelOptions options) => new Toy(options);

    public IPretrainingNetwork CreatePretraining(EncoderOptions options) => throw new ArgumentException("the family `toy` has no pre-training");

    private sealed class Toy : INetwork
    {
        private readonly TokenEmbedding embedding;
        private readonly TransformerDecoder decoder;

        internal Toy(ModelOptions options)
        {
            Parameters.Group = ParameterGroup.Encoder;
            var words = new Embedding(Parameters, "toy.words", options.Encoder.VocabularySize, options.Encoder.Width, 0.3);
            embedding = TokenEmbedding.Of(Parameters, words, PositionKind.Sinusoidal, "toy.positions", 1, options.Encoder.MaximumPositions, 0.3);
            decoder = new TransformerDecoder(Parameters, options, words);
            Output = new OutputLayer(decoder.Words);
        }

        public ParameterDeclarations Parameters { get; } = new();

        public OutputLayer Output { get; }

        public NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class =>
            new(new States<T>(ops.Embed(source.Tokens, embedding), ops.Mask(MemoryNames.Text, source.TokenMask)));

        public DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory) where T : class => decoder.Start(ops, memory);

        public DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null) where T : class =>
            decoder.Decode(ops, tokens, memory, labels);
    }
}
