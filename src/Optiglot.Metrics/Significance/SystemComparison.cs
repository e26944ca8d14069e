namespace Optiglot.Metrics;

/// <summary>One system under one metric.</summary>
/// <param name="System">The system's name.</param>
/// <param name="Score">Its corpus score.</param>
/// <param name="Mean">Mean score over resamples; null where there were none.</param>
/// <param name="Interval">Half the width of the 95% confidence interval; null where there were no resamples.</param>
/// <param name="PValue">Probability of a difference to the baseline at least as large if there were none; null for the baseline.</param>
public sealed record SystemComparison(string System, double Score, double? Mean, double? Interval, double? PValue);
