namespace Optiglot.Server;

/// <summary>One of the best translations.</summary>
/// <param name="Text">The translation.</param>
/// <param name="Score">Its log-probability under the length penalty.</param>
internal sealed record CandidateOutput(string Text, double Score);
