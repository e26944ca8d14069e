namespace Optiglot.DemoWorld;

/// <summary>How a thing looks: layers from back to front.</summary>
/// <param name="Layers">The parts.</param>
internal sealed record Drawing(params IReadOnlyList<Layer> Layers)
{
    /// <summary>Whether its mirror image is the same thing (an "E" has none).</summary>
    public bool MayMirror { get; init; } = true;
}
