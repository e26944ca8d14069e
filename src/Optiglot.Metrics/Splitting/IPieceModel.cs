namespace Optiglot.Metrics;

/// <summary>Cuts text into the pieces of a trained vocabulary. The package <c>Optiglot.Metrics.Onnx</c> opens SentencePiece files. Thread-safe.</summary>
public interface IPieceModel
{
    /// <summary>The SHA-256 of the vocabulary's file, 64 hexadecimal digits; its first twelve stand in signatures.</summary>
    string Sha256 { get; }

    /// <summary>The pieces of a line, in order.</summary>
    IReadOnlyList<string> Split(string line);
}
