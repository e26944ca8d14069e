using Optiglot.DemoWorld;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Every kind of detector that the command line opens.</summary>
internal static class Detectors
{
    /// <summary>Kinds besides those of manifests.</summary>
    public static readonly IReadOnlyList<DetectorKind> Kinds = [WorldDetector.Kind];

    /// <summary>Opens a detector by its name or file.</summary>
    /// <exception cref="FileNotFoundException">No such detector, or no weights.</exception>
    /// <exception cref="InvalidDataException">The file is of unknown kind, damaged, or does not fit its weights.</exception>
    public static IRegionDetector Load(string nameOrPath, DetectorSettings settings) => RegionDetectors.Load(nameOrPath, settings with { Kinds = Kinds });
}
