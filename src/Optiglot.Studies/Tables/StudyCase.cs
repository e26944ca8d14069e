namespace Optiglot.Studies.Tables;

/// <summary>A sentence that two systems translate differently.</summary>
/// <param name="Set">The test set.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Picture">Name of its photo.</param>
/// <param name="Seen">Whether the second system saw the photo; false: it is not at hand.</param>
/// <param name="Source">The sentence.</param>
/// <param name="Reference">The reference, tokenised and lower-cased.</param>
/// <param name="First">Output of the first system, as scored.</param>
/// <param name="Second">Output of the second.</param>
/// <param name="FirstScore">Its chrF, 0..100.</param>
/// <param name="SecondScore">chrF of the second.</param>
public sealed record StudyCase(string Set, int Line, string? Picture, bool Seen, string Source, string Reference, string First, string Second,
    double FirstScore, double SecondScore)
{
    /// <summary>What the detector saw, as the encoder reads it; empty: the photo is not at hand.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
