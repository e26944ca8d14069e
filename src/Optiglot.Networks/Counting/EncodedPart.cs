namespace Optiglot.Networks;

/// <summary>States that an encoder gives.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Width">Width of each.</param>
/// <param name="HasText">Whether there is one for each piece of the text.</param>
/// <param name="HasRegions">Whether there is one for each region, after those of the text.</param>
public sealed record EncodedPart(string Name, int Width, bool HasText, bool HasRegions);
