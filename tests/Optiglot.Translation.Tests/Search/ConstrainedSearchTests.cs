using CsCheck;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

public class ConstrainedSearchTests
{
    private static readonly TargetPieces Pieces = new(Begin: 1, End: 2, Suppressed: [0], Unknown: 3);

    private static IReadOnlyList<IReadOnlyList<Hypothesis>> Search(BeamOptions options, int[] seeds, int vocabulary, int[] limits,
        IReadOnlyList<TargetConstraints?>? constraints, bool coarse = false)
    {
        using var session = new ToySession(seeds, options.Beam, vocabulary, coarse: coarse);
        return new BeamSearch(options, Pieces).Search(session, limits, constraints);
    }

    // The definition, as slowly as it is said: so many places where the phrase stands and a word begins.
    private static bool Has(int[] tokens, TargetConstraints constraints, Func<int, bool> isOpen) =>
        constraints.Phrases.GroupBy(phrase => string.Join(' ', phrase)).All(same =>
        Enumerable.Range(0, tokens.Length)
            .Count(at => tokens.Skip(at).Take(same.First().Length).SequenceEqual(same.First()) && (at == 0 || !isOpen(tokens[at - 1]))) >= same.Count());

    private static void AssertSame(IReadOnlyList<Hypothesis> expected, IReadOnlyList<Hypothesis> actual, double tolerance = 1e-4)
    {
        Assert.Equal(expected.Select(h => string.Join(' ', h.Tokens)), actual.Select(h => string.Join(' ', h.Tokens)));
        foreach (var (e, a) in expected.Zip(actual)) Assert.Equal(e.Score, a.Score, tolerance);
    }

    private static readonly Gen<int[][]> Phrases = Gen.Int[4, 6].Array[1, 3].Array[1, 3];

    [Fact]
    public void ABeamThatHoldsEverythingFindsTheBestOfAllThatHaveThePhrases()
    {
        const int Limit = 6, Vocabulary = 7;
        int found = 0;
        Gen.Select(Phrases, Gen.Int[0, 1000], Gen.Double[0, 1.5], Gen.Bool).Sample((phrases, seed, alpha, words) =>
        {
            bool IsOpen(int piece) => words && piece == 4;
            TargetConstraints constraints = new(phrases, IsOpen);
            BeamOptions options = new() { Beam = 400, NBest = 15, Alpha = alpha }, all = options with { NBest = 400 };
            Hypothesis[] expected = [.. new SlowSearch(seed, Vocabulary, Pieces, all).Exhaustive(Limit).Where(h => Has(h.Tokens, constraints, IsOpen))
                .Take(15)];
            if (expected.Length == 0) return;
            found++;
            AssertSame(expected, Search(options, [seed], Vocabulary, [Limit], [constraints])[0]);
        }, iter: 150, threads: 1, seed: "0000KOIPNp81");
        Assert.True(found > 75, $"{found} of the cases have an answer");
    }

    [Fact]
    public void EverySmallBeamWritesThePhrases()
    {
        Gen.Select(Phrases, Gen.Int[0, 1000], Gen.Int[1, 6]).Sample((phrases, seed, beam) =>
        {
            TargetConstraints constraints = new(phrases);
            var best = Search(new BeamOptions { Beam = beam }, [seed], 12, [24], [constraints])[0][0];
            Assert.True(Has(best.Tokens, constraints, _ => false),
                $"{string.Join(' ', best.Tokens)} lacks one of {string.Join(" | ", phrases.Select(phrase => string.Join(' ', phrase)))}");
            Assert.Empty(constraints.Missing(best.Tokens));
        }, iter: 300, threads: 1, seed: "0000KOIPNp81");
    }

    [Fact]
    public void WithoutPhrasesTheSearchIsTheSameToTheLastBit()
    {
        Gen.Select(Gen.Int[0, 10_000].Array[1, 8], Gen.Int[1, 6], Gen.Bool).Sample((seeds, beam, coarse) =>
        {
            BeamOptions options = new() { Beam = beam, NBest = beam };
            int[] limits = [.. seeds.Select(seed => 2 + seed % 9)];
            var plain = Search(options, seeds, 11, limits, null, coarse);
            var without = Search(options, seeds, 11, limits, [.. seeds.Select((_, i) => i % 2 == 0 ? null : new TargetConstraints([]))], coarse);
            for (int i = 0; i < seeds.Length; i++) AssertSame(plain[i], without[i], 0);
        }, iter: 60, threads: 1, seed: "0000KOIPNp81");
    }

    [Fact]
    public void BatchSizeAndOrderChangeNothing()
    {
        Gen.Select(Gen.Int[0, 10_000].Array[1, 9], Phrases, Gen.Int[1, 6], Gen.Int[0, 100]).Sample((seeds, phrases, beam, shuffle) =>
        {
            BeamOptions options = new() { Beam = beam, NBest = beam };
            TargetConstraints?[] constraints = [
                .. seeds.Select((seed, i) => seed % 3 == 0 ? null : new TargetConstraints([.. phrases.Skip(i % phrases.Length)]))];
            int[] limits = [.. seeds.Select(seed => 3 + seed % 12)], order = [.. Enumerable.Range(0, seeds.Length)];
            var together = Search(options, seeds, 11, limits, constraints);
            new Random(shuffle).Shuffle(order);
            var shuffled = Search(options, [.. order.Select(i => seeds[i])], 11, [.. order.Select(i => limits[i])], [.. order.Select(i => constraints[i])]);
            for (int i = 0; i < seeds.Length; i++)
            {
                AssertSame(Search(options, [seeds[i]], 11, [limits[i]], [constraints[i]])[0], together[i], 0);
                AssertSame(together[order[i]], shuffled[i], 0);
            }
        }, iter: 60, threads: 1, seed: "0000KOIPNp81");
    }

    [Fact]
    public void WhatDoesNotFitIsNamedAndAsMuchAsFitsIsWritten()
    {
        TargetConstraints constraints = new([[4, 5], [6, 7, 8]]);
        var best = Search(new BeamOptions { Beam = 8 }, [5], 12, [4], [constraints])[0][0];
        Assert.Equal(3, best.Tokens.Length);
        Assert.Single(constraints.Missing(best.Tokens));
        Assert.Equal([0, 1], constraints.Missing([4, 6, 7]));
    }

    [Fact]
    public void PhrasesOverlapAndRepeatAsTheyAreWritten()
    {
        Assert.Empty(new TargetConstraints([[4, 4, 5]]).Missing([4, 4, 4, 5]));
        Assert.Equal([1], new TargetConstraints([[4], [4]]).Missing([5, 4]));
        Assert.Empty(new TargetConstraints([[4], [4]]).Missing([4, 4]));
        // A word's own piece does not begin within another word.
        Assert.Equal([0], new TargetConstraints([[4]], piece => piece == 9).Missing([9, 4]));
        Assert.Empty(new TargetConstraints([[9, 4]], piece => piece == 9).Missing([5, 9, 4]));
        Assert.Throws<ArgumentException>(() => new TargetConstraints([.. Enumerable.Repeat((int[])[4], 65)]));
        Assert.Throws<ArgumentException>(() => new TargetConstraints([[]]));
    }

    [Fact]
    public void TheDeviceScorerAnswersWhatIsAskedAsTheProcessorDoes()
    {
        var random = new Random(7);
        const int Rows = 6, Vocabulary = 100;
        using var logits = tensor(Enumerable.Range(0, Rows * Vocabulary).Select(_ => (float)random.NextDouble() * 9).ToArray(), [2, 3, Vocabulary]);
        StepScores[] both = [new(Rows, 4, [0, 1, 2], end: 2), new(Rows, 4, [0, 1, 2], end: 2)];
        foreach (var scores in both)
        {
            Array.Fill(scores.Alive, true);
            for (int row = 0; row < Rows; row++) scores.AskList(row).AddRange(Enumerable.Range(5, row));
        }

        both[0].Read(logits.data<float>().ToArray(), Vocabulary);
        DeviceStepScorer.Score(logits, Rows, both[1]);
        for (int row = 0; row < Rows; row++)
            for (int place = 0; place < row; place++) Assert.Equal(both[0].AskedLogProbability(row, place), both[1].AskedLogProbability(row, place), 1e-4);
    }
}
