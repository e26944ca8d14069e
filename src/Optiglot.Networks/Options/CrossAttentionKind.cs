namespace Optiglot.Networks;

/// <summary>How the decoder attends to the encoder's states of text and regions.</summary>
public enum CrossAttentionKind
{
    /// <summary>One softmax over all states, text and regions together: "as simple as the regular transformer" (the paper).</summary>
    Joint,

    /// <summary>Two attentions with own keys and values, summed.</summary>
    Parallel,

    /// <summary>Two attentions; a sigmoid gate of both decides how much of the regions is added to the text.</summary>
    Gated,

    /// <summary>Text only: regions reach the decoder through the encoder alone.</summary>
    Text,
}
