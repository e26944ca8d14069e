using Optiglot.Vision;

namespace Optiglot.Translation.Tests;

public class TranslatorTests
{
    private static readonly TranslationRequest[] Requests =
    [
        new("Two dogs play with a ball."), new(""), new("A man.") { Regions = TinyTranslator.Regions(1) }, new("   "), new("ქართული 漢字 🙂 \u0000"),
        new("A man in a red shirt is riding a bicycle.") { Regions = TinyTranslator.Regions(2) }, new("Children run on the beach."),
    ];

    private static Translator New(bool pictures = true, PictureLookup? lookup = null) =>
        new(TinyTranslator.Model(pictures), TinyTranslator.Description(pictures), lookup);

    [Fact]
    public void ResultsComeInOrderAndEmptyStaysEmpty()
    {
        using var translator = New();
        var together = translator.Translate(Requests);
        Assert.Equal(Requests.Length, together.Count);
        Assert.Equal(["", ""], [together[1].Text, together[3].Text]);
        for (int i = 0; i < Requests.Length; i++) Assert.Equal(translator.Translate([Requests[i]])[0].Text, together[i].Text);
        Assert.Null(together[0].Regions);
        Assert.NotNull(together[2].Regions);
        Assert.All(together.Where((_, i) => i != 4), result => Assert.True(result.IsWhole && result.Notes.Count == 0));
        Assert.Empty(translator.Translate([]));
    }

    [Fact]
    public void AStreamGivesTheSameAndReadsNoFurtherThanItsWindow()
    {
        using var translator = New();
        var whole = translator.Translate(Requests).Select(result => result.Text);
        int read = 0, given = 0;
        foreach (var (result, expected) in translator.TranslateStream(Requests.Select(request => (read++, request).request),
            new TranslationOptions { Window = 2 }).Zip(whole))
        {
            Assert.Equal(expected, result.Text);
            given++;
            Assert.True(read - given <= 2);
        }

        Assert.Equal(Requests.Length, given);
    }

    [Fact]
    public void NBestAndAttentionComeWhenAskedFor()
    {
        using var translator = New();
        var options = new TranslationOptions { Search = new BeamOptions { Beam = 4, NBest = 3, Attention = true } };
        var results = translator.Translate(Requests, options);
        Assert.Equal(3, results[0].NBest.Count);
        Assert.Equal(results[0].NBest.OrderByDescending(candidate => candidate.Score), results[0].NBest);
        Assert.Null(results[1].Attention);
        var map = results[2].Attention!;
        Assert.Equal(3, map.Regions);
        Assert.Equal(TinyTranslator.Tokenizer.IdToPiece(TinyTranslator.Tokenizer.EndId), map.Target[^1]);
        Assert.Equal(3, map.Source.Count(piece => piece == map.Source[0] || piece == map.Source[^1]));
        Assert.All(map.Weights, row => Assert.Equal(map.Source.Count + map.Regions, row.Length));
        Assert.Equal(map.Target.Count, map.Weights.Length);
    }

    [Fact]
    public void AVeryLongSentenceIsTranslatedInParts()
    {
        using var translator = New();
        string sentence = string.Join(' ', Enumerable.Repeat("two dogs play with a ball ,", 300));
        var result = translator.Translate([new(sentence), new(new string('x', 3000))], new TranslationOptions { MaximumPieces = 40 });
        Assert.Contains("parts", Assert.Single(result[0].Notes));
        Assert.NotEmpty(result[0].Text);
        Assert.Contains(result[1].Notes, note => note.Contains("cut off"));
        Assert.All(result, each => Assert.False(each.IsWhole));
    }

    [Fact]
    public void WordsTheVocabularyLacksAreNamed()
    {
        using var translator = New();
        var result = translator.Translate([new("two 漢字 play with a 🙂 and 漢字"), new("a 1 2 3 4 5 man")]);
        string note = Assert.Single(result[0].Notes);
        Assert.Contains("'漢字', '🙂': translated without", note);
        Assert.Contains("and 2 more", Assert.Single(result[1].Notes));
        Assert.All(result, each => Assert.False(each.IsWhole));
        Assert.All(result, each => Assert.NotEmpty(each.Text));
    }

    [Fact]
    public void PartsEndAfterPunctuationWhereTheyCan()
    {
        var splitter = new SentenceSplitter(TinyTranslator.Tokenizer);
        string sentence = "two dogs play . a man runs , and a dog follows them on the beach";
        int all = TinyTranslator.Tokenizer.Encode(sentence).Length;
        Assert.Equal([sentence], splitter.Split(sentence, all));
        var parts = splitter.Split(sentence, TinyTranslator.Tokenizer.Encode("two dogs play . a man").Length);
        Assert.Equal("two dogs play .", parts[0]);
        Assert.Equal(sentence, string.Join(' ', parts));
        Assert.Equal(sentence.Split(' '), splitter.Split(sentence, 1));
    }

    [Fact]
    public void PicturesComeFromTheStoreOrAreNamed()
    {
        using var folder = new TinyTranslator.Folder();
        using var store = RegionStore.Create(folder.At("regions"), TinyTranslator.Detector);
        store.Put("dog.jpg", TinyTranslator.Regions(5));
        using var translator = New(lookup: new PictureLookup(TinyTranslator.Detector, store: store));
        var results = translator.Translate([new("two dogs", "photos/dog.jpg"), new("two dogs", "cat.jpg"), new("two dogs")],
            new TranslationOptions { AllowMissingPictures = true });
        Assert.NotNull(results[0].Regions);
        Assert.Null(results[1].Regions);
        Assert.Contains("cat.jpg", Assert.Single(results[1].Notes));
        Assert.Empty(results[2].Notes);
        Assert.Contains("cat.jpg", Assert.Throws<FileNotFoundException>(() => translator.Translate([new("two dogs", "cat.jpg")])).Message);
    }

    // A store names pictures relative to its folder, and another file of the same name is another picture.
    [Fact]
    public void AStoreGivesOnlyRegionsOfThePictureItself()
    {
        using var folder = new TinyTranslator.Folder();
        foreach (string place in (string[])["mine", "mine/deep", "other"]) Directory.CreateDirectory(folder.At(place));
        File.WriteAllText(folder.At("mine/dog.jpg"), "one dog");
        File.WriteAllText(folder.At("mine/deep/dog.jpg"), "a deep dog");
        File.WriteAllText(folder.At("other/dog.jpg"), "other dog");
        using var store = RegionStore.Create(folder.At("regions"), TinyTranslator.Detector);
        store.Put([("dog.jpg", TinyTranslator.Regions(1), PictureIdentity.Of(folder.At("mine/dog.jpg"))),
            ("deep/dog.jpg", TinyTranslator.Regions(2), PictureIdentity.Of(folder.At("mine/deep/dog.jpg")))]);
        using var translator = New(lookup: new PictureLookup(TinyTranslator.Detector, store: store));
        var results = translator.Translate([new("two dogs", folder.At("mine/dog.jpg")), new("two dogs", folder.At("mine/deep/dog.jpg"))]);
        // A store keeps vectors in 16 bits.
        static float[] Kept(int seed) => [.. TinyTranslator.Regions(seed).Features.Select(value => (float)(Half)value)];
        Assert.Equal([Kept(1), Kept(2)], results.Select(result => result.Regions!.Features));
        Assert.Contains("another picture of this name",
            Assert.Throws<FileNotFoundException>(() => translator.Translate([new("two dogs", folder.At("other/dog.jpg"))])).Message);
    }

    [Fact]
    public void PicturesAreDetectedOnTheFlyAndBadOnesAreErrors()
    {
        using var folder = new TinyTranslator.Folder();
        File.WriteAllBytes(folder.At("good.png"),
            Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));
        File.WriteAllText(folder.At("bad.png"), "no picture");
        using var detector = new ToyDetector();
        using var translator = New(lookup: new PictureLookup(TinyTranslator.Detector, detector: detector));
        Assert.NotNull(translator.Translate([new("two dogs", folder.At("good.png"))])[0].Regions);
        Assert.Contains("bad.png", Assert.Throws<InvalidDataException>(() => translator.Translate([new("two dogs", folder.At("bad.png"))])).Message);
        Assert.Throws<FileNotFoundException>(() => translator.Translate([new("two dogs", folder.At("none.png"))]));
    }

    [Fact]
    public void AnotherDetectorIsRefused()
    {
        using var folder = new TinyTranslator.Folder();
        using var store = RegionStore.Create(folder.At("regions"), TinyTranslator.Detector with { Sha256 = new string('b', 64) });
        Assert.Contains("trained with", Assert.Throws<InvalidDataException>(() => new PictureLookup(TinyTranslator.Detector, store: store)).Message);
    }

    [Fact]
    public void ATextModelNotesThatItSeesNoPictures()
    {
        using var translator = New(pictures: false);
        var result = translator.Translate([new("two dogs", "dog.jpg"), new("two dogs") { Regions = TinyTranslator.Regions(1) }, new("two dogs")]);
        Assert.Equal([1, 1, 0], result.Select(r => r.Notes.Count));
        Assert.Single(result.Select(r => r.Text).Distinct());
    }

    [Fact]
    public void AFolderTranslatesAsItsModel()
    {
        using var folder = new TinyTranslator.Folder();
        using var model = TinyTranslator.Model();
        ModelFolder.Save(folder.At("model"), model, TinyTranslator.Description());
        using var opened = Translator.Open(folder.At("model"));
        using var translator = New();
        Assert.Equal(translator.Translate(Requests).Select(r => r.Text), opened.Translate(Requests).Select(r => r.Text));
        Assert.Equal(("tiny", "en", "de", true), (opened.Info.Name, opened.Info.SourceLanguage, opened.Info.TargetLanguage, opened.Info.SeesPictures));
    }

    [Fact]
    public void CancellationEndsIt()
    {
        using var translator = New();
        Assert.Throws<OperationCanceledException>(() => translator.Translate(Requests, cancellation: new CancellationToken(true)));
        Assert.Throws<ArgumentException>(() => translator.Translate(Requests, new TranslationOptions { Search = new BeamOptions { Beam = 0 } }));
    }

    private sealed class ToyDetector : IRegionDetector
    {
        public DetectorInfo Info => TinyTranslator.Detector;

        public IReadOnlyList<RegionSet> Detect(IReadOnlyList<DecodedImage> images, RegionLimits limits) =>
            [.. images.Select(image => TinyTranslator.Regions(image.Width))];

        public void Dispose()
        {
        }
    }
}
