namespace Optiglot.Training;

/// <summary>Number formats of a checkpoint; the names are those of the safetensors format.</summary>
public enum CheckpointType
{
    /// <summary>32-bit floating point.</summary>
    F32,

    /// <summary>bfloat16.</summary>
    BF16,

    /// <summary>16-bit floating point.</summary>
    F16,

    /// <summary>64-bit whole numbers.</summary>
    I64,

    /// <summary>Bytes.</summary>
    U8,
}

internal static class CheckpointTypes
{
    /// <summary>Bytes of one number.</summary>
    public static long Size(this CheckpointType type) => type switch
    {
        CheckpointType.F32 => 4,
        CheckpointType.I64 => 8,
        CheckpointType.U8 => 1,
        _ => 2,
    };
}
