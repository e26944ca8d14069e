namespace Optiglot.Vision;

/// <summary>A weights file we do not ship: how to know it and where to get it.</summary>
public sealed record ModelSource
{
    /// <summary>Its path below a folder of models, such as `yolox-nano/yolox_nano.onnx`; the bare file name is looked for, too.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal; null where everybody's file is another one: then its own hash goes into stores and models.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Address to download it from; null where nobody offers it.</summary>
    public string? Download { get; init; }

    /// <summary>Without <see cref="Download"/>: how to come by it, as an order ("export it …").</summary>
    public string? Obtain { get; init; }

    /// <summary>Its name for `optiglot models get`; null where that does not know it.</summary>
    public string? Get { get; init; }

    /// <summary>Licence that its makers gave it.</summary>
    public required string Licence { get; init; }

    /// <summary>How to come by the file, as an order.</summary>
    internal string Mend => (Get, Download) switch
    {
        ({ } name, _) => $"get it with `./optiglot models get {name}`{(Download is { } address ? $", or download {address}" : "")}",
        (null, { } address) => $"download {address}",
        _ => Obtain ?? "ask for it where the manifest came from",
    };
}
