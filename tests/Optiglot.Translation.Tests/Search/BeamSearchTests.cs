using CsCheck;

namespace Optiglot.Translation.Tests;

public class BeamSearchTests
{
    private static readonly TargetPieces Pieces = new(Begin: 1, End: 2, Suppressed: [0], Unknown: 3);

    private static IReadOnlyList<IReadOnlyList<Hypothesis>> Search(BeamOptions options, int[] seeds, int vocabulary, int[] limits, double spread = 2,
        bool coarse = false)
    {
        using var session = new ToySession(seeds, options.Beam, vocabulary, spread, coarse);
        return new BeamSearch(options, Pieces).Search(session, limits);
    }

    private static void AssertSame(IReadOnlyList<Hypothesis> expected, IReadOnlyList<Hypothesis> actual, double tolerance = 1e-4)
    {
        Assert.Equal(expected.Select(h => string.Join(' ', h.Tokens)), actual.Select(h => string.Join(' ', h.Tokens)));
        foreach (var (e, a) in expected.Zip(actual))
        {
            Assert.Equal(e.LogProbability, a.LogProbability, tolerance);
            Assert.Equal(e.Score, a.Score, tolerance);
        }
    }

    private static readonly Gen<BeamOptions> Options =
        from beam in Gen.Int[1, 7]
        from best in Gen.Int[1, beam]
        from kind in Gen.Bool
        from alpha in Gen.Double[-0.5, 1.5]
        from repeat in Gen.Int[0, 3]
        from minimum in Gen.Int[0, 2]
        from prune in Gen.Bool
        from patience in Gen.Int[1, 4]
        select new BeamOptions
        {
            Beam = beam, NBest = best, LengthPenalty = kind ? LengthPenaltyKind.Gnmt : LengthPenaltyKind.Power, Alpha = alpha,
            NoRepeatNgram = repeat, MinimumLength = minimum, PruneThreshold = prune ? 1.0 : null, Patience = 0.5 * patience,
        };

    [Fact]
    public void EqualsThePlainTwin()
    {
        Gen.Select(Options, Gen.Int[0, 10_000], Gen.Int[5, 12], Gen.Int[1, 9]).Sample((options, seed, vocabulary, limit) =>
        {
            var unpruned = options with { PruneThreshold = null };
            var expected = new SlowSearch(seed, vocabulary, Pieces, unpruned).Beam(limit);
            AssertSame(expected, Search(unpruned, [seed], vocabulary, [limit])[0]);
        }, iter: 400, threads: 1, seed: "0000KOIPNp81");
    }

    [Fact]
    public void ABeamThatHoldsEverythingFindsTheBestOfAll()
    {
        foreach (double alpha in (double[])[0, 0.7, 1.5])
        {
            var options = new BeamOptions { Beam = 400, NBest = 20, Alpha = alpha };
            for (int seed = 0; seed < 20; seed++)
                AssertSame(new SlowSearch(seed, 7, Pieces, options).Exhaustive(6), Search(options, [seed], 7, [6])[0]);
        }
    }

    [Fact]
    public void BeamOneIsGreedy()
    {
        var options = new BeamOptions { Beam = 1 };
        for (int seed = 0; seed < 100; seed++)
            Assert.Equal(new SlowSearch(seed, 9, Pieces, options).Greedy(12), Search(options, [seed], 9, [12])[0][0].Tokens);
    }

    [Fact]
    public void BatchSizeAndOrderChangeNothing()
    {
        Gen.Select(Options, Gen.Int[0, 10_000].Array[1, 12], Gen.Int[0, 100], Gen.Bool).Sample((options, seeds, shuffle, coarse) =>
        {
            int[] limits = [.. seeds.Select(seed => 2 + seed % 9)];
            var together = Search(options, seeds, 11, limits, coarse: coarse);
            int[] order = [.. Enumerable.Range(0, seeds.Length)];
            new Random(shuffle).Shuffle(order);
            var shuffled = Search(options, [.. order.Select(i => seeds[i])], 11, [.. order.Select(i => limits[i])], coarse: coarse);
            for (int i = 0; i < seeds.Length; i++)
            {
                AssertSame(Search(options, [seeds[i]], 11, [limits[i]], coarse: coarse)[0], together[i], 0);
                AssertSame(together[order[i]], shuffled[i], 0);
            }
        }, iter: 60, threads: 1, seed: "0000KOIPNp81");
    }

    [Fact]
    public void TiesRankTheEarlierHypothesisThenTheLowerPiece()
    {
        // All logits equal: pieces 4, 5, 6 … tie, so greedy writes the lowest allowed one, and the end piece (2) is lower still.
        Assert.Empty(Search(new BeamOptions { Beam = 1 }, [0], 8, [5], spread: 0)[0][0].Tokens);
        Assert.Equal([4, 4], Search(new BeamOptions { Beam = 1, MinimumLength = 2 }, [0], 8, [5], spread: 0)[0][0].Tokens);
    }

    [Fact]
    public void BeamLargerThanTheVocabularyWorks()
    {
        var options = new BeamOptions { Beam = 50, NBest = 50 };
        var found = Search(options, [3], 6, [4])[0];
        Assert.Equal(1 + 2 + 4 + 8, found.Count);
        AssertSame(new SlowSearch(3, 6, Pieces, options).Exhaustive(4), found);
    }

    [Fact]
    public void FinishedSentencesLeaveTheBatch()
    {
        int[] limits = [1, 1, 1, 1, 1, 1, 1, 20];
        var options = new BeamOptions { Beam = 2, MinimumLength = 19, NoRepeatNgram = 0 };
        using var session = new ToySession([.. Enumerable.Range(0, 8)], 2, 9);
        var found = new BeamSearch(options, Pieces).Search(session, limits);
        Assert.Equal(20, session.Steps);
        Assert.Equal(16 + 19 * 2, session.RowsComputed);
        Assert.Equal(19, found[7][0].Tokens.Length);
        Assert.All(found.Take(7), hypotheses => Assert.Empty(hypotheses[0].Tokens));
    }

    [Fact]
    public void TheStopRuleSavesSteps()
    {
        var options = new BeamOptions { Beam = 5, Alpha = 0, Patience = 100 };
        using var session = new ToySession([4], 5, 9);
        var found = new BeamSearch(options, Pieces).Search(session, [40]);
        Assert.True(session.Steps < 20, $"{session.Steps} steps");
        AssertSame(new SlowSearch(4, 9, Pieces, options).Beam(40), found[0]);
    }

    [Fact]
    public void AttentionBelongsToTheHypothesisThatIsReturned()
    {
        var options = new BeamOptions { Beam = 4, NBest = 4, Attention = true };
        int[] seeds = [.. Enumerable.Range(1, 9)];
        var found = Search(options, seeds, 9, [.. seeds]);
        for (int i = 0; i < seeds.Length; i++)
        {
            foreach (var hypothesis in found[i])
            {
                Assert.Equal(hypothesis.Tokens.Length + 1, hypothesis.Attention!.Length);
                for (int step = 0; step < hypothesis.Attention.Length; step++)
                    Assert.Equal(ToySession.Mark(seeds[i], [1, .. hypothesis.Tokens.Take(step)]), hypothesis.Attention[step][0], 1e-3);
            }
        }
    }

    [Fact]
    public void TheUnknownPieceIsWrittenOnlyWhenAllowed()
    {
        var options = new BeamOptions { Beam = 3, NBest = 3 };
        Assert.DoesNotContain(Enumerable.Range(0, 30).SelectMany(seed => Search(options, [seed], 6, [8])[0]), h => h.Tokens.Contains(3));
        Assert.Contains(Enumerable.Range(0, 30).SelectMany(seed => Search(options with { AllowUnknown = true }, [seed], 6, [8])[0]), h => h.Tokens.Contains(3));
        Assert.DoesNotContain(Enumerable.Range(0, 30).SelectMany(seed => Search(options, [seed], 6, [8])[0]), h =>
            h.Tokens.Contains(0) || h.Tokens.Contains(1) || h.Tokens.Contains(2));
    }

    [Fact]
    public void APruningThresholdKeepsTheBestOne()
    {
        var options = new BeamOptions { Beam = 6, PruneThreshold = 0 };
        for (int seed = 0; seed < 30; seed++)
            Assert.Equal(Search(new BeamOptions { Beam = 1 }, [seed], 9, [9])[0][0].Tokens, Search(options, [seed], 9, [9])[0][0].Tokens);
    }

    [Fact]
    public void ScoresThatAreNotNumbersAreAnError()
    {
        var error = Assert.Throws<InvalidDataException>(() => Search(new BeamOptions { Beam = 2 }, [1], 9, [5], spread: double.NaN));
        Assert.Contains("not numbers", error.Message);
    }

    [Fact]
    public void CancellationAndMisfitsAreErrors()
    {
        var search = new BeamSearch(new BeamOptions { Beam = 2 }, Pieces);
        using var session = new ToySession([1, 2], 2, 9);
        Assert.Throws<OperationCanceledException>(() => search.Search(session, [5, 5], cancellation: new CancellationToken(true)));
        Assert.Throws<ArgumentException>(() => search.Search(session, [5]));
        Assert.Throws<ArgumentException>(() => new BeamSearch(new BeamOptions { Beam = 3 }, Pieces).Search(session, [5, 5]));
        Assert.Throws<ArgumentException>(() => new BeamOptions { Beam = 2, NBest = 3 }.Validate());
        Assert.Equal(1, new BeamOptions { MaximumLengthOffset = 0 }.LengthLimit(0));
        Assert.Equal(256, new BeamOptions().LengthLimit(500));
    }
}
