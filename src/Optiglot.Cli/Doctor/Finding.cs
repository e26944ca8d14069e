namespace Optiglot.Cli;

/// <summary>One thing that <c>doctor</c> looked at.</summary>
/// <param name="Name">Short, unique: the key in the JSON object.</param>
/// <param name="Level">Whether it is in order.</param>
/// <param name="Detail">What was found, one line.</param>
/// <param name="Mend">What to do about it; null where it is in order.</param>
/// <param name="Values">Numbers and names for programs that read the JSON object.</param>
internal sealed record Finding(string Name, FindingLevel Level, string Detail, string? Mend = null, IReadOnlyDictionary<string, object>? Values = null);
