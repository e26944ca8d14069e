namespace Optiglot.Distributed;

/// <summary>What numbers are while they travel between ranks.</summary>
public enum WireFormat
{
    /// <summary>Numbers as they are, four bytes each.</summary>
    Float32,

    /// <summary>Rounded to bfloat16: half of the bytes, added up in 32 bits.</summary>
    BFloat16,
}
