namespace Optiglot.Server;

/// <summary>What is served.</summary>
/// <param name="Models">The models.</param>
internal sealed record ModelsResponse(IReadOnlyList<ModelOutput> Models);
