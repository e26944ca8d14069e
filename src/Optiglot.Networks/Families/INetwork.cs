namespace Optiglot.Networks;

/// <summary>A translation network: what a family makes of options. It holds no numbers; an interpreter runs it.</summary>
public interface INetwork
{
    /// <summary>All parameters, declared and without numbers.</summary>
    ParameterDeclarations Parameters { get; }

    /// <summary>The layer that gives scores of target pieces.</summary>
    OutputLayer Output { get; }

    /// <summary>Whether the parameters of the group <see cref="ParameterGroup.Encoder"/> are never trained, in no stage: a BERT that is only read.</summary>
    bool EncoderIsConstant => false;

    /// <summary>Encodes a batch of sentences.</summary>
    /// <exception cref="ArgumentException">A text is too long, or region vectors are not of this network's width.</exception>
    NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class;

    /// <summary>Makes what the decoder reads at each step: keys, values, masks.</summary>
    DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory) where T : class;

    /// <summary>
    /// Decodes: a whole target at once, each place seeing what came before (teacher forcing), or one step of a search. Which of both, the interpreter knows.
    /// </summary>
    /// <param name="ops">The interpreter; one with losses gives them.</param>
    /// <param name="tokens">What the decoder has said so far, begin piece first, int64 <c>[batch, target]</c>; in a step the newest piece of each
    /// hypothesis.</param>
    /// <param name="memory">What <see cref="Start"/> made.</param>
    /// <param name="labels">What each place shall say; only losses look at it.</param>
    DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null) where T : class;
}
