namespace Optiglot.Translation;

/// <summary>The two graphs of an exported model in a model folder.</summary>
public sealed record OnnxFiles
{
    /// <summary>Name of the encoder's file in the model folder.</summary>
    public required string Encoder { get; init; }

    /// <summary>Its SHA-256, lower-case hexadecimal.</summary>
    public required string EncoderSha256 { get; init; }

    /// <summary>The file of the decoder's step.</summary>
    public required string Decoder { get; init; }

    /// <summary>Its SHA-256, lower-case hexadecimal.</summary>
    public required string DecoderSha256 { get; init; }

    /// <summary>What the files of a precision are called.</summary>
    internal static (string Encoder, string Decoder) Names(OnnxPrecision precision) => precision == OnnxPrecision.Int8
        ? ("encoder.int8.onnx", "decoder.int8.onnx") : ("encoder.onnx", "decoder.onnx");
}
