using Optiglot.Text;

namespace Optiglot.Translation.Tests;

public sealed class GlossaryTests : IDisposable
{
    private static readonly Glossary Terms = new([new("dog", "hund"), new("Ball", "ball ."), new("red shirt", "roten hemd"), new("red", "rot")]);

    private readonly TinyTranslator.Folder folder = new();

    public void Dispose() => folder.Dispose();

    private string Write(string text)
    {
        File.WriteAllText(folder.At("terms.tsv"), text);
        return folder.At("terms.tsv");
    }

    private static GlossaryTerms Read(Glossary glossary, bool lower = true) =>
        new(glossary, new TextPreparer(new TextOptions { LowerCase = lower }), new TextPreparer(new TextOptions { Language = "de", LowerCase = true }),
            TinyTranslator.Tokenizer);

    private static string[] Asked(string sentence, bool lower = true, Glossary? glossary = null) =>
        [.. Read(glossary ?? Terms, lower)
            .Of(new TextPreparer(new TextOptions { LowerCase = lower }).Prepare(sentence))?.Phrases.Select(phrase =>
            TinyTranslator.Tokenizer.Decode(phrase)) ?? []];

    [Fact]
    public void TermsAreFoundAsWholeWordsTheLongerOneFirst()
    {
        Assert.Equal(["hund", "roten hemd", "rot"], Asked("A dog, a red shirt and a red hat."));
        Assert.Equal(["hund", "hund"], Asked("Dog \"dog\""));
        Assert.Empty(Asked("hotdogs and reddish dogs"));
        Assert.Empty(Asked(""));
    }

    // A term in lower case is found at a sentence's beginning; one with a capital is a name.
    [Fact]
    public void CapitalsCountWhereTheModelSeesThem()
    {
        Assert.Equal(["hund"], Asked("Dog and ball", lower: false));
        Assert.Equal(["ball ."], Asked("A Ball", lower: false));
        Assert.Equal(["ball ."], Asked("a ball", lower: true));
    }

    [Fact]
    public void TranslationsHaveTheTermsAndOtherSentencesAreUntouched()
    {
        using Translator translator = new(TinyTranslator.Model(pictures: false), TinyTranslator.Description(pictures: false));
        TranslationRequest[] requests = [.. ((string[])["two dogs play", "a dog in a red shirt", "the red ball", "children run"])
            .Select(text => new TranslationRequest(text))];
        var plain = translator.Translate(requests);
        var with = translator.Translate(requests, new TranslationOptions { Glossary = Terms });
        Assert.Equal(plain[0].Best, with[0].Best);
        Assert.Equal(plain[3].Best, with[3].Best);
        Assert.Contains(" hund ", $" {with[1].Tokenized} ");
        Assert.Contains(" roten hemd ", $" {with[1].Tokenized} ");
        Assert.Contains(" rot ", $" {with[2].Tokenized} ");
        Assert.Contains(" ball . ", $" {with[2].Tokenized} ");
        Assert.All(with, result => Assert.Empty(result.Notes));
        // One by one, and in parts, as together.
        Assert.Equal(with[1].Best.Tokenized, translator.Translate([requests[1]], new TranslationOptions { Glossary = Terms })[0].Best.Tokenized);
        Assert.Contains(" hund ", $" {translator.Translate([requests[1]], new TranslationOptions { Glossary = Terms, MaximumPieces = 6 })[0].Tokenized} ");
    }

    [Fact]
    public void ATermThatDoesNotFitIsTold()
    {
        using Translator translator = new(TinyTranslator.Model(pictures: false), TinyTranslator.Description(pictures: false));
        TranslationOptions options = new() { Glossary = Terms, Search = new BeamOptions { MaximumLength = 2 } };
        var result = translator.Translate([new TranslationRequest("a red shirt")], options)[0];
        Assert.Contains("'roten hemd' of the glossary did not fit", Assert.Single(result.Notes));
    }

    [Fact]
    public void WhatTheVocabularyCannotWriteIsTold()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Read(new Glossary([new("dog", "собака")], "terms.tsv")));
        Assert.Contains("terms.tsv: the model cannot write 'собака', the translation of 'dog'", error.Message);
    }

    [Fact]
    public void FilesAreReadAndTheirFaultsHaveLines()
    {
        Glossary read = Glossary.Load(Write("\uFEFF# ours\r\nbat\tSchläger\r\n\r\nbat\tSchläger\tnoun\n ice cream \t Eis \n"));
        Assert.Equal([new("bat", "Schläger"), new("ice cream", "Eis")], read.Terms);
        Assert.Contains("terms.tsv:2: each line is a term, a tab", Assert.Throws<InvalidDataException>(() => Glossary.Load(Write("a\tb\nc d\n"))).Message);
        Assert.Contains("'a' has 2 translations, 'b', 'c'", Assert.Throws<InvalidDataException>(() => Glossary.Load(Write("a\tb\na\tc\n"))).Message);
        Assert.Throws<FileNotFoundException>(() => Glossary.Load(folder.At("none.tsv")));
        File.WriteAllBytes(folder.At("latin.tsv"), [.. "a\tb"u8, 0xE9]);
        Assert.Contains("not UTF-8", Assert.Throws<InvalidDataException>(() => Glossary.Load(folder.At("latin.tsv"))).Message);
    }

    [Fact]
    public void AnotherGlossaryIsAnotherAnswerInTheCache()
    {
        Glossary other = new([new("dog", "kinder")]);
        byte[] Key(Glossary? glossary) => ContentHash.Of(new TranslationOptions { Glossary = glossary });
        Assert.Equal(Key(Terms), Key(new Glossary(Terms.Terms, "elsewhere")));
        Assert.NotEqual(Key(Terms), Key(other));
        Assert.NotEqual(Key(null), Key(other));
    }
}
