namespace Optiglot.Translation.Tests;

public class CachingTests
{
    [Fact]
    public void TheSameContentIsTranslatedOnce()
    {
        FakeTranslator inner = new();
        using CachingTranslator translator = new(inner);
        Assert.Equal("eno", translator.Translate([new("one")])[0].Text);
        var results = translator.Translate([new("two"), new("one"), new("three")]);
        Assert.Equal(["owt", "eno", "eerht"], results.Select(result => result.Text));
        Assert.Equal(["one", "two,three"], inner.Calls.Select(call => string.Join(',', call.Texts)));
        Assert.Equal(3, translator.Translate([new("three"), new("two"), new("one")]).Count);
        Assert.Equal(2, inner.Calls.Count);
    }

    [Fact]
    public void OtherPicturesAndOtherOptionsAreOtherContent()
    {
        FakeTranslator inner = new();
        using CachingTranslator translator = new(inner);
        var (first, second) = (TinyTranslator.Regions(1), TinyTranslator.Regions(2));
        Assert.Null(translator.Translate([new("dog")])[0].Regions);
        Assert.Same(first, translator.Translate([new("dog") { Regions = first }])[0].Regions);
        Assert.Same(second, translator.Translate([new("dog") { Regions = second }])[0].Regions);
        Assert.Equal(3, inner.Calls.Count);
        // Equal numbers in another object are the same content; the result has the request's own.
        var again = TinyTranslator.Regions(1);
        Assert.Same(again, translator.Translate([new("dog") { Regions = again }])[0].Regions);
        Assert.Equal(3, inner.Calls.Count);
        translator.Translate([new("dog")], new TranslationOptions { Search = new BeamOptions { Beam = 2 } });
        translator.Translate([new("dog")], new TranslationOptions { Search = new BeamOptions { Beam = 2, Attention = true } });
        translator.Translate([new("dog")], new TranslationOptions { Prepared = true });
        Assert.Equal(6, inner.Calls.Count);
        // Batches change nothing, and the model's own search may be written out.
        translator.Translate([new("dog")], new TranslationOptions { Search = inner.Info.Search, Batch = new BatchLimits { Sentences = 1 }, Window = 3 });
        Assert.Equal(6, inner.Calls.Count);
    }

    [Fact]
    public void APathIsNotContent()
    {
        FakeTranslator inner = new();
        using CachingTranslator translator = new(inner);
        translator.Translate([new("dog", "dog.jpg")]);
        translator.Translate([new("dog", "dog.jpg")]);
        Assert.Equal(2, inner.Calls.Count);
    }

    [Fact]
    public void RoomIsBounded()
    {
        FakeTranslator inner = new();
        using CachingTranslator translator = new(inner, new CacheOptions { MaximumBytes = 2000 });
        for (int i = 0; i < 100; i++) translator.Translate([new($"sentence {i}")]);
        int before = inner.Calls.Count;
        for (int i = 0; i < 100; i++) translator.Translate([new($"sentence {i}")]);
        Assert.True(inner.Calls.Count - before > 90, $"{before + 100 - inner.Calls.Count} of 100 fitted into 2,000 bytes");
    }

    [Fact]
    public void ErrorsAreNotKept()
    {
        FakeTranslator inner = new();
        using CachingTranslator translator = new(inner);
        for (int i = 0; i < 2; i++) Assert.Throws<InvalidDataException>(() => translator.Translate([new(FakeTranslator.Bad)]));
        Assert.Equal(2, inner.Calls.Count);
    }
}
