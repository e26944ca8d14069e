namespace Optiglot.DemoWorld;

/// <summary>A test sentence with its translations, for people to look at.</summary>
public sealed record DemoExample
{
    /// <summary>The scene.</summary>
    public required Scene Scene { get; init; }

    /// <summary>The scene whose picture was the wrong one.</summary>
    public required Scene WrongScene { get; init; }

    /// <summary>Translation of the model without pictures.</summary>
    public required string TextOnly { get; init; }

    /// <summary>Translation with the right picture.</summary>
    public required string Right { get; init; }

    /// <summary>Translation with the wrong picture.</summary>
    public required string Wrong { get; init; }

    /// <summary>The scene with the noun's other meaning drawn, all else the same; null where there is none.</summary>
    public Scene? TwinScene { get; init; }

    /// <summary>Translation with the twin's picture.</summary>
    public string? Twin { get; init; }

    /// <summary>What the detector found in the right picture.</summary>
    public IReadOnlyList<DemoRegion> Regions { get; init; } = [];

    /// <summary>The words of <see cref="Right"/> with their attention; empty where none was recorded.</summary>
    public IReadOnlyList<AttendedWord> Words { get; init; } = [];
}
