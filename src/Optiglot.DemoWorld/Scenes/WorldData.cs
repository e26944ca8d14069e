namespace Optiglot.DemoWorld;

/// <summary>A whole world: the scenes of its splits.</summary>
/// <param name="Options">What it was made from.</param>
/// <param name="Pairs">Pictures for pre-training: only their English is used.</param>
/// <param name="Train">Translated scenes to learn from.</param>
/// <param name="Dev">Translated scenes to stop by.</param>
/// <param name="Test">Translated scenes to score.</param>
public sealed record WorldData(
    WorldOptions Options, IReadOnlyList<Scene> Pairs, IReadOnlyList<Scene> Train, IReadOnlyList<Scene> Dev, IReadOnlyList<Scene> Test)
{
    /// <summary>The scenes of a split by name.</summary>
    /// <exception cref="ArgumentException">No split of that name.</exception>
    public IReadOnlyList<Scene> Split(string name) => name switch
    {
        "pairs" => Pairs,
        "train" => Train,
        "dev" => Dev,
        "test" => Test,
        _ => throw new ArgumentException($"the demo world has no split '{name}': use pairs, train, dev or test", nameof(name)),
    };
}
