namespace Optiglot.Networks;

/// <summary>Which decoder layers add a modality loss.</summary>
public enum ModalityLayers
{
    /// <summary>No layer: there is no modality loss.</summary>
    None,

    /// <summary>The last layer: the paper's best (Table 6).</summary>
    Last,

    /// <summary>Every layer (Eq. 4).</summary>
    All,
}
