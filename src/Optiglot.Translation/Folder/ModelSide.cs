using Optiglot.Text;

namespace Optiglot.Translation;

/// <summary>One language of a model: how its text is prepared and cut into pieces.</summary>
public sealed record ModelSide
{
    /// <summary>How raw text is prepared.</summary>
    public required TextOptions Text { get; init; }

    /// <summary>The tokeniser's file in the folder.</summary>
    public required string TokenizerFile { get; init; }

    /// <summary>The file's SHA-256, lower-case hexadecimal.</summary>
    public required string TokenizerSha256 { get; init; }

    /// <summary>Kind of tokeniser, for people; the file tells it by itself.</summary>
    public string TokenizerKind { get; init; } = "";

    /// <summary>For WordPiece: whether it lower-cases.</summary>
    public bool TokenizerLowerCase { get; init; }
}
