namespace Optiglot.Vision;

/// <summary>A weights file we do not ship: how to know it and where to get it.</summary>
public sealed record ModelSource
{
    /// <summary>Its path below a folder of models, such as `yolox-nano/yolox_nano.onnx`; the bare file name is looked for, too.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Address to download it from.</summary>
    public required string Download { get; init; }

    /// <summary>Its licence.</summary>
    public required string Licence { get; init; }
}
