namespace Optiglot.Server;

/// <summary>What was seen in each picture.</summary>
/// <param name="Model">The model.</param>
/// <param name="Detector">Its detector.</param>
/// <param name="Pictures">By the pictures' names.</param>
internal sealed record DetectResponse(string Model, string Detector, IReadOnlyDictionary<string, PictureOutput> Pictures);
