using CsCheck;

namespace Optiglot.Metrics.Tests;

public class PropertyTests
{
    private static readonly Metric[] Metrics =
    [
        new Bleu(), new Bleu(BleuOptions.MultiBleu), new Bleu(new() { Tokenization = BleuTokenization.International, EffectiveOrder = true, LowerCase = true }),
        new Bleu(new() { Tokenization = BleuTokenization.Chinese }), new Bleu(new() { Tokenization = BleuTokenization.Char, Smoothing = BleuSmoothing.AddK }),
        new Bleu(new() { Tokenization = BleuTokenization.None, Smoothing = BleuSmoothing.Floor }),
        new Chrf(), new Chrf(ChrfOptions.PlusPlus with { LowerCase = true }), new Chrf(new() { Whitespace = true, EpsilonSmoothing = true }),
        new Ter(), new Ter(new() { Normalize = true, AsianSupport = true, RemovePunctuation = true, CaseSensitive = true }),
        new Meteor(new() { Language = "de" }), new Meteor(new() { Normalization = MeteorNormalization.NormalizeWithoutPunctuation }),
    ];

    private static readonly Gen<string> Word =
        Gen.OneOf([.. new[] { "ein", "hund", "hunde", "rennt", "Über", "das", "gras", "1,5", "-", ".", "U.S.", "“so”", "狗", "😀" }.Select(Gen.Const)]);
    private static readonly Gen<string> Sentence = Word.Array[5, 25].Select(words => string.Join(' ', words));
    private static readonly Gen<string> Anything = Gen.OneOf(Gen.String, Sentence, Gen.Char['\u0000', '\u00ff'].Array[0, 40].Select(c => new string(c)),
        Gen.Char['\u0300', '\uffff'].Array[0, 40].Select(c => new string(c)));

    [Fact]
    public void IdentityIsPerfect() => Sentence.Array[1, 4].Sample(lines =>
    {
        foreach (var metric in Metrics)
            // Lines of punctuation alone are empty to some metrics, so there may be nothing to match.
            Assert.Contains(Math.Round(metric.Score(lines, lines).Value, 9), metric.HigherIsBetter ? new[] { 100.0, 0.0 } : new[] { 0.0 });
        Assert.Equal(100, new Bleu(new() { Tokenization = BleuTokenization.None }).Score(lines, lines).Value, 1e-9);
    }, iter: 30);

    [Fact]
    public void OrderOfSegmentsChangesNothing() => Gen.Select(Sentence, Sentence).Array[2, 8].Sample(pairs =>
    {
        foreach (var metric in Metrics)
        {
            double forward = metric.Score([.. pairs.Select(p => p.Item1)], [.. pairs.Select(p => p.Item2)]).Value;
            double backward = metric.Score([.. pairs.Reverse().Select(p => p.Item1)], [.. pairs.Reverse().Select(p => p.Item2)]).Value;
            Assert.Equal(forward, backward, 1e-9);
        }
    }, iter: 30);

    [Fact]
    public void ScoresStayInTheirRange() => Gen.Select(Sentence, Sentence, Sentence).Sample((hypothesis, a, b) =>
    {
        foreach (var metric in Metrics)
            Assert.InRange(metric.ScoreSentence(hypothesis, a, b).Value, 0, metric.HigherIsBetter ? 100 + 1e-9 : double.MaxValue);
    }, iter: 50);

    [Fact]
    public void AnotherReferenceNeverLowersBleusMatches() => Gen.Select(Sentence, Sentence, Sentence).Sample((hypothesis, a, b) =>
    {
        var bleu = new Bleu();
        var (one, two) = (bleu.Statistics([hypothesis], [a]), bleu.Statistics([hypothesis], [a], [b]));
        for (int n = 2; n < 6; n++) Assert.True(two[0][n] >= one[0][n]);
    }, iter: 100);

    [Fact]
    public void NoInputThrows() => Gen.Select(Anything, Anything, Anything).Sample((hypothesis, a, b) =>
    {
        foreach (var metric in Metrics)
        {
            Assert.True(double.IsFinite(metric.ScoreSentence(hypothesis, a).Value));
            Assert.True(double.IsFinite(metric.Score([hypothesis, a], [a, b], [b, hypothesis]).Value));
        }
    }, iter: 200);

    [Fact]
    public void BleuEqualsItsSlowTwin() => Gen.Select(Word.Array[0, 12], Word.Array[0, 12], Word.Array[0, 12]).Sample((hypothesis, a, b) =>
    {
        var row = new Bleu(BleuOptions.MultiBleu).Statistics([string.Join(' ', hypothesis)], [string.Join(' ', a)], [string.Join(' ', b)])[0];
        for (int n = 1; n <= 4; n++)
        {
            var (counts, first, second) = (Count(hypothesis, n), Count(a, n), Count(b, n));
            int expected = counts.Sum(gram => Math.Min(gram.Value, Math.Max(first.GetValueOrDefault(gram.Key), second.GetValueOrDefault(gram.Key))));
            Assert.Equal(expected, row[1 + n]);
        }
    }, iter: 300);

    private static Dictionary<string, int> Count(string[] words, int n) =>
        Enumerable.Range(0, Math.Max(0, words.Length - n + 1)).GroupBy(i => string.Join(' ', words[i..(i + n)])).ToDictionary(g => g.Key, g => g.Count());
}
