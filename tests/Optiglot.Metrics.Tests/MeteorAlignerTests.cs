using CsCheck;

namespace Optiglot.Metrics.Tests;

public class MeteorAlignerTests
{
    [Fact]
    public void EqualsItsSlowTwin() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[0, 14], Gen.OneOf(Gen.Const(1), Gen.Const(2), Gen.Const(3), Gen.Const(40)), Gen.UInt)
        .Sample((hypothesis, reference, count, beam, seed) =>
    {
        var random = new Random((int)(seed >> 1));
        List<MeteorMatch> matches = [.. Enumerable.Range(0, count).Select(_ => Match(random, hypothesis, reference))];
        var all = new MeteorMatches();
        all.Reset(hypothesis, reference);
        foreach (var match in matches) all.Add(match);
        var path = new MeteorAligner(beam).Align(all);
        Assert.Equal(SlowAligner.Align(matches, hypothesis, reference, beam), Enumerable.Range(0, reference).Select(start => path[start]));
    }, iter: 5000);

    [Fact]
    public void OneAlignerServesManySentences()
    {
        var random = new Random(11);
        MeteorAligner aligner = new(40);
        var all = new MeteorMatches();
        for (int sentence = 0; sentence < 300; sentence++)
        {
            int hypothesis = random.Next(1, 12), reference = random.Next(1, 12);
            List<MeteorMatch> matches = [.. Enumerable.Range(0, random.Next(12)).Select(_ => Match(random, hypothesis, reference))];
            all.Reset(hypothesis, reference);
            foreach (var match in matches) all.Add(match);
            var path = aligner.Align(all);
            Assert.Equal(SlowAligner.Align(matches, hypothesis, reference, 40), Enumerable.Range(0, reference).Select(start => path[start]));
        }
    }

    private static MeteorMatch Match(Random random, int hypothesis, int reference)
    {
        bool exact = random.Next(2) == 0;
        int start = random.Next(reference), other = random.Next(hypothesis);
        int length = exact ? 1 : random.Next(1, Math.Min(3, reference - start) + 1),
            otherLength = exact ? 1 : random.Next(1, Math.Min(3, hypothesis - other) + 1);
        return new MeteorMatch(exact ? 0 : 1, exact, start, length, other, otherLength);
    }
}
