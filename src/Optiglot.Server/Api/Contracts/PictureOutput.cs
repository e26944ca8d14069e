namespace Optiglot.Server;

/// <summary>What was seen in a picture.</summary>
/// <param name="Width">Width of the upright picture, pixels.</param>
/// <param name="Height">Height, pixels.</param>
/// <param name="Tags">Names of the objects found, best first, as the model reads them.</param>
/// <param name="Regions">The regions, in the order that attention has them.</param>
internal sealed record PictureOutput(int Width, int Height, IReadOnlyList<string> Tags, IReadOnlyList<RegionOutput> Regions);
