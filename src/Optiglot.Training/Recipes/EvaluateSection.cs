namespace Optiglot.Training;

/// <summary>The <c>evaluate</c> section: what a trained model is scored on.</summary>
public sealed record EvaluateSection
{
    /// <summary>Splits to translate and score at the end.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>With which pictures. More than one also scores the lines with pictures by themselves.</summary>
    public IReadOnlyList<PictureChoice> Pictures { get; init; } = [PictureChoice.Right];

    /// <summary>Words to hide in tests, counted with the right pictures, wrong ones and none; null: none. Models that see no pictures are not asked.</summary>
    public HiddenTestSection? Hide { get; init; }
}
