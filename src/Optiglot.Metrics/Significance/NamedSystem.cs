namespace Optiglot.Metrics;

/// <summary>A system's output under the name that reports give it.</summary>
/// <param name="Name">Name in reports.</param>
/// <param name="Hypotheses">One line a segment.</param>
public sealed record NamedSystem(string Name, IReadOnlyList<string> Hypotheses);
