namespace Optiglot.Metrics;

/// <summary>Where METEOR's statistics lie: four lengths, four match counts a module, chunks, matched words of both sides.</summary>
internal static class MeteorStatistics
{
    public const int HypothesisLength = 0, ReferenceLength = 1, HypothesisFunctionWords = 2, ReferenceFunctionWords = 3;

    // Matches of one module follow each other in this order.
    public const int HypothesisContent = 0, ReferenceContent = 1, HypothesisFunction = 2, ReferenceFunction = 3;

    public static int Width(int modules) => 6 + 4 * modules;

    public static int Matches(int module, int kind) => 4 + 4 * module + kind;

    public static int Chunks(int modules) => 4 + 4 * modules;

    public static int MatchedWords(int modules) => 5 + 4 * modules;
}
