namespace Optiglot.Studies.Probes;

/// <summary>Where a part of a report comes from.</summary>
/// <param name="Command">The command that measured it.</param>
/// <param name="Commit">The commit of Optiglot that did.</param>
/// <param name="Machine">The machine.</param>
public sealed record ProbeSource(string Command, string Commit, string Machine);
