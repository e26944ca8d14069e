using Optiglot.Networks;

namespace Optiglot.Translation.Tests;

/// <summary>What docs/families.md says how to add: an encoder that is a table, and a decoder on it. It sees no pictures.</summary>
internal sealed class ToyFamily : INetworkFamily
{
    public string Name => "toy";

    public string Paper => "none";

    public INetwork Create(ModelOptions options) => new Toy(options);

    private sealed class Toy : TransformerNetwork
    {
        private readonly TokenEmbedding embedding;

        internal Toy(ModelOptions options)
        {
            Parameters.Group = ParameterGroup.Encoder;
            var words = new Embedding(Parameters, "toy.words", options.Encoder.VocabularySize, options.Encoder.Width, 0.3);
            embedding = TokenEmbedding.Of(Parameters, words, PositionKind.Sinusoidal, "toy.positions", 1, options.Encoder.MaximumPositions, 0.3);
            Decoder = new TransformerDecoder(Parameters, options, words);
        }

        public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) =>
            new(new States<T>(ops.Embed(source.Tokens, embedding), ops.Mask(MemoryNames.Text, source.TokenMask)));
    }
}
