using CsCheck;

namespace Optiglot.Training.Tests;

public class PairCheckTests
{
    private static PairRow Row(int line, string source, string target, string? picture = null) => new(line, source, target, picture);

    [Fact]
    public void WhatHarmsIsLeftOutAndNamedByItsLine()
    {
        PairRow[] good = [.. Enumerable.Range(0, 30).Select(i => Row(i + 2, $"a sentence with the number {i} in it", $"ein Satz mit der Zahl {i} darin"))];
        PairRow[] rows =
        [
            .. good, Row(40, "", "leer"), Row(41, "empty", ""), good[3] with { Line = 42 },
                Row(43, "a man", string.Join(' ', Enumerable.Repeat("ein sehr langer Satz", 12))),
            Row(44, "the very same words here", "the very same words here"), Row(45, "OK", "OK"), good[3] with { Line = 46, Picture = "1.jpg" },
        ];
        (IReadOnlyList<PairRow> kept, IReadOnlyList<PairFinding> findings) = PairCheck.Run("a.csv", rows);
        Assert.Equal([.. good.Select(row => row.Line), 44, 45, 46], kept.Select(row => row.Line));
        Assert.Equal(["empty 40 41 True", "duplicate 42 True", "length 43 True", "untranslated 44 False"],
            findings.Select(finding => $"{finding.Kind} {string.Join(' ', finding.Lines)} {finding.LeftOut}"));
        Assert.Equal("a.csv: no source or no translation: lines 40, 41 (left out)", findings[0].Describe());
        Assert.Equal("f: x: lines 1, 2, 3, 4, 5 and 2 more", new PairFinding("f", "x", "x", false, [1, 2, 3, 4, 5, 6, 7]).Describe());
    }

    // Gale and Church's measure by hand: 60 letters against 60 + d, ratio 1: d / sqrt(6.8 * (60 + d / 2)) = 6 at d = 196.97.
    [Theory, InlineData(100, false), InlineData(196, false), InlineData(197, true)]
    public void LengthsAreWildAtSixDeviations(int more, bool isWild) =>
        Assert.Equal(isWild, PairCheck.IsWild(Row(1, new string('a', 60), new string('b', 60 + more)), 1));

    [Fact]
    public void NoSentenceAndNoPictureIsInTwoSets()
    {
        var row = from source in Gen.Int[0, 60] from picture in Gen.Int[0, 40] from upper in Gen.Bool select (source, picture, upper);
        row.Array[40, 300].Sample(drawn =>
        {
            PairRow[] rows = [.. drawn.Select((each, i) =>
                Row(i + 1, (each.upper ? "A " : "a  ") + each.source, $"t{i}", each.picture > 30 ? null : $"{each.picture}.jpg"))];
            PairSplit split;
            try
            {
                split = PairSplit.Cut(rows, 5, 5, 1);
            }
            catch (InvalidDataException)
            {
                return; // All hang together.
            }

            Assert.Equal(rows.Order(Comparer<PairRow>.Create((a, b) => a.Line - b.Line)), split.Train.Concat(split.Dev).Concat(split.Test)
                .OrderBy(each => each.Line));
            IReadOnlyList<PairRow>[] sets = [split.Train, split.Dev, split.Test];
            for (int a = 0; a < 3; a++)
                for (int b = a + 1; b < 3; b++)
                {
                    Assert.Empty(sets[a].Select(Key).Intersect(sets[b].Select(Key)));
                    Assert.Empty(sets[a].Select(each => each.Picture).OfType<string>().Intersect(sets[b].Select(each => each.Picture).OfType<string>()));
                }
        }, iter: 200, threads: 1);

        static string Key(PairRow each) => each.Source.ToLowerInvariant().Replace("  ", " ");
    }

    [Fact]
    public void TheSameSeedCutsTheSameAndAnotherCutsAnew()
    {
        PairRow[] rows = [.. Enumerable.Range(0, 400).Select(i => Row(i + 1, $"s{i}", $"t{i}"))];
        int[] Dev(ulong seed) => [.. PairSplit.Cut(rows, 20, 30, seed).Dev.Select(row => row.Line)];
        Assert.Equal(Dev(1), Dev(1));
        Assert.NotEqual(Dev(1), Dev(2));
        Assert.Equal((350, 20, 30), (PairSplit.Cut(rows, 20, 30, 1).Train.Count, Dev(1).Length, PairSplit.Cut(rows, 20, 30, 1).Test.Count));
        Assert.True(Dev(1).SequenceEqual(Dev(1).Order()), "the order of the file is kept");
    }

    [Fact]
    public void PairsOfOnePictureCannotBeCut() => Assert.Contains(
        "1 groups", Assert.Throws<InvalidDataException>(() => PairSplit.Cut([.. Enumerable.Range(0, 40).Select(i => Row(i, $"s{i}", "t", "1.jpg"))], 4, 4, 1))
            .Message, StringComparison.Ordinal);

    [Theory, InlineData(12, 1), InlineData(600, 50), InlineData(2000, 100), InlineData(29_000, 1000)]
    public void SetsAreSizedByThePairs(int pairs, int size) => Assert.Equal(size, PairSplit.SizeFor(pairs));
}
