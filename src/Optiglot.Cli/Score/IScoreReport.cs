using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>Writes scores as they come: sentences first, then the corpus. Disposing writes what is still held back.</summary>
internal interface IScoreReport : IDisposable
{
    /// <summary>Writes a sentence's scores; what <see cref="SegmentHandler"/> calls.</summary>
    void Sentence(long segment, ReadOnlySpan<double> scores);

    /// <summary>Writes the corpus scores of all systems, after all sentences.</summary>
    void Corpus(IReadOnlyList<SystemScores> systems);
}
