namespace Optiglot.Networks;

/// <summary>Parts of the model that are trained, frozen or saved together. Their order is the order in the flat buffers.</summary>
public enum ParameterGroup
{
    /// <summary>The encoder's layers and embeddings.</summary>
    Encoder,

    /// <summary>Masked LM and paired-image heads: only in pre-training.</summary>
    PretrainingHead,

    /// <summary>The bridge and the decoder.</summary>
    Decoder,

    /// <summary>Vectors of the learned λ (Eq. 5): absent from the exported model.</summary>
    Modality,
}
