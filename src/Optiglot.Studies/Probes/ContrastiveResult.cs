using Optiglot.Metrics;

namespace Optiglot.Studies.Probes;

/// <summary>How often a model finds the translation that fits the picture likelier than the other one.</summary>
/// <param name="Right">For each pair, seen with its picture, <c>[pairs]</c>.</param>
/// <param name="None">For each pair, seen without a picture: as the two pictures of a source ask for opposite answers, half of them are right here.</param>
public sealed record ContrastiveResult(IReadOnlyList<bool> Right, IReadOnlyList<bool> None)
{
    /// <summary>Part of the pairs ranked right with the picture, 0..1: CoMMuTE's score.</summary>
    public double Accuracy => Part(Right);

    /// <summary>The same without pictures.</summary>
    public double AccuracyWithout => Part(None);

    /// <summary>With against without pictures, pair by pair.</summary>
    public McNemarTest AgainstNone => McNemarTest.Of(Right, None);

    private static double Part(IReadOnlyList<bool> right) => right.Count == 0 ? 0 : (double)right.Count(each => each) / right.Count;
}
