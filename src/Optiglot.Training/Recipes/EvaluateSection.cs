namespace Optiglot.Training;

/// <summary>The <c>evaluate</c> section.</summary>
public sealed record EvaluateSection
{
    /// <summary>Splits to translate and score at the end.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>With which pictures. More than one also scores the lines with pictures by themselves.</summary>
    public IReadOnlyList<PictureChoice> Pictures { get; init; } = [PictureChoice.Right];
}
