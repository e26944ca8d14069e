namespace Optiglot.Metrics;

/// <summary>Receives the sentence scores of one segment; segments come in their order, one at a time.</summary>
/// <param name="segment">Its place in the corpus, from 0.</param>
/// <param name="scores">One score a metric, learned ones last, <c>[metrics]</c>; valid during the call.</param>
public delegate void SegmentHandler(long segment, ReadOnlySpan<double> scores);
