namespace Optiglot.Translation.Tests;

public sealed class TargetScoreTests
{
    private static readonly BeamOptions Search = new() { Beam = 3, NBest = 3, MaximumLength = 20 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AHypothesisScoresAsTheSearchFoundIt(bool pictures)
    {
        using var model = TinyTranslator.Model(pictures);
        BatchDecoder decoder = Decoder(model, pictures);
        var examples = TinyTranslator.Examples(20, pictures);
        var found = decoder.Translate(examples, Search);
        for (int rank = 0; rank < Search.NBest; rank++)
        {
            IReadOnlyList<double[]> scores = decoder.Score(examples, [.. found.Select(hypotheses => hypotheses[rank].Tokens)]);
            for (int i = 0; i < examples.Length; i++)
            {
                Assert.Equal(found[i][rank].Tokens.Length + 1, scores[i].Length);
                Assert.Equal(found[i][rank].LogProbability, scores[i].Sum(), 4);
            }
        }
    }

    [Fact]
    public void ProbabilitiesOfAllPiecesSumToOneAndBatchesChangeNothing()
    {
        using var model = TinyTranslator.Model();
        BatchDecoder decoder = Decoder(model, pictures: true);
        var one = TinyTranslator.Examples(1)[0];
        int pieces = TinyTranslator.Options().Decoder.VocabularySize;
        IReadOnlyList<double[]> scores = decoder.Score([.. Enumerable.Repeat(one, pieces)], [.. Enumerable.Range(0, pieces).Select(piece => (int[])[piece])]);
        Assert.Equal(1, scores.Sum(score => Math.Exp(score[0])), 4);

        var examples = TinyTranslator.Examples(12);
        int[][] targets = [.. examples.Select((_, i) => Enumerable.Range(10, i).ToArray())];
        IReadOnlyList<double[]> together = decoder.Score(examples, targets), alone = decoder.Score(examples, targets, new BatchLimits { Sentences = 1 });
        for (int i = 0; i < examples.Length; i++) Assert.Equal(alone[i].Sum(), together[i].Sum(), 1e-4);
    }

    [Fact]
    public void EnginesAgreeAndThePictureCounts()
    {
        using var folder = new TinyTranslator.Folder();
        using var model = OnnxVariant.Model("joint");
        string path = OnnxVariant.Save(folder, "joint", model, OnnxPrecision.Fp32);
        using ModelTranslator torch = Translator.Open(path), graphs = OnnxTranslator.Open(path);
        TranslationRequest[] requests =
            [new("Two dogs play with a ball.") { Regions = TinyTranslator.Regions(1) }, new("Two dogs play with a ball."), new("A man in a red shirt.")];
        string[] targets = ["Zwei Hunde spielen.", "Zwei Hunde spielen.", "ein mann"];
        IReadOnlyList<TargetScore> first = torch.Score(requests, targets), second = graphs.Score(requests, targets);
        for (int i = 0; i < requests.Length; i++)
        {
            Assert.Equal(first[i].Pieces, second[i].Pieces);
            Assert.Equal(first[i].LogProbability, second[i].LogProbability, 3);
            Assert.Equal(Math.Exp(-first[i].LogProbability / first[i].Pieces), first[i].Perplexity, 9);
        }

        Assert.NotEqual(first[0].LogProbability, first[1].LogProbability, 3);
    }

    [Fact]
    public void WhatCannotBeScoredIsNamed()
    {
        using var model = TinyTranslator.Model();
        using Translator translator = new(model, TinyTranslator.Description());
        Assert.Contains("each source needs one", Assert.Throws<ArgumentException>(() => translator.Score([new("a dog")], [])).Message);
        Assert.Contains("is empty", Assert.Throws<ArgumentException>(() => translator.Score([new(" ")], ["ein hund"])).Message);
        string tooLong = string.Join(' ', Enumerable.Repeat("ball", 60));
        Assert.Contains("longer than the", Assert.Throws<ArgumentException>(() => translator.Score([new("a dog")], [tooLong])).Message);
    }

    private static BatchDecoder Decoder(Modeling.TranslationModel model, bool pictures)
    {
        var description = TinyTranslator.Description(pictures);
        return new BatchDecoder(model, new SourceBatcher(description.LayoutFor(model.Options)), description.TargetPiecesFor(model.Options));
    }
}
