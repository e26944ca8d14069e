namespace Optiglot.Vision;

/// <summary>Where detectors are looked for, and how they run.</summary>
public sealed record DetectorSettings
{
    /// <summary>Folders to look for NAME.json in, before the folders `detectors`.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Folders to look for weights in, before the usual ones.</summary>
    public IReadOnlyList<string> ModelFolders { get; init; } = [];

    /// <summary>Threads within one picture. 1 is best for many pictures, which run side by side.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Kinds besides those of <see cref="DetectorManifest"/>.</summary>
    public IReadOnlyList<DetectorKind> Kinds { get; init; } = [];
}
