using CsCheck;

namespace Optiglot.Text.Tests;

public sealed class MosesTests
{
    [Theory]
    // By the rules of Moses' tokenizer.perl, in the version that made the published Multi30K files.
    [InlineData("en", "Hello, world!", "Hello , world !")]
    [InlineData("en", "It's a woman's hat.", "It &apos;s a woman &apos;s hat .")]
    [InlineData("en", "the boys' ball", "the boys &apos; ball")]
    [InlineData("en", "Mr. Smith paid $5,300.50 in the 1990's, i.e. long ago.", "Mr. Smith paid $ 5,300.50 in the 1990 &apos;s , i.e. long ago .")]
    [InlineData("en", "See No. 5. No. You", "See No. 5 . No . You")]
    [InlineData("en", "This, is a sentence with weird\u00BB symbols\u2026 appearing everywhere\u00BF",
        "This , is a sentence with weird \u00BB symbols \u2026 appearing everywhere \u00BF")]
    [InlineData("en", "wait... what.. no.", "wait ... what .. no .")]
    [InlineData("en", "a [b] <c> d|e & \"f\"", "a &#91; b &#93; &lt; c &gt; d &#124; e &amp; &quot; f &quot;")]
    [InlineData("en", "a well-known T-shirt - red", "a well-known T-shirt - red")]
    [InlineData("en", "a man. he runs. He", "a man. he runs . He")]
    [InlineData("de", "Am 3. Oktober geht's los, z.B. um 9 Uhr.", "Am 3. Oktober geht &apos; s los , z.B. um 9 Uhr .")]
    [InlineData("de", "Das ist Nr. 5, ja.", "Das ist Nr. 5 , ja .")]
    [InlineData("fr", "L'homme qu'il a vu n'est pas là.", "L&apos; homme qu&apos; il a vu n&apos; est pas là .")]
    [InlineData("fr", "M. Dupont mange 3,5 pommes, aujourd'hui.", "M. Dupont mange 3,5 pommes , aujourd&apos; hui .")]
    [InlineData("en", " \t ", "")]
    [InlineData("en", "a\u0001b 😀c", "ab 😀 c")]
    public void TokensAreThoseOfMoses(string language, string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', new MosesTokenizer(language).Tokenize(text)));

    [Fact]
    public void HyphensSplitWhereAsked() =>
        Assert.Equal("a well @-@ known @-@ by man -", string.Join(' ', new MosesTokenizer("en", splitHyphens: true).Tokenize("a well-known-by man -")));

    [Theory]
    // By the rules of Moses' normalize-punctuation.perl.
    [InlineData("en", "“Hello”, he said – ‘twice’", "\"Hello,\" he said - \"twice\"")]
    [InlineData("en", "it’s a ( small ) dog ;  it`s 5 %", "it's a (small) dog; it's 5%")]
    [InlineData("de", "Er sagt: „Komm.“ Dann, „geh,“", "Er sagt: \"Komm\". Dann, \"geh\",")]
    [InlineData("de", "1\u00A0000", "1,000")]
    [InlineData("en", "1\u00A0000", "1.000")]
    [InlineData("fr", "« Bonjour »\u00A0! Ça va\u00A0?", "\"Bonjour\"! Ça va?")]
    [InlineData("fr", "l’été, d’œufs", "l'été, d'œufs")] // Moses: l"été
    [InlineData("en", "one—two…", "one - two...")]
    [InlineData("en", "", "")]
    public void PunctuationIsThatOfMoses(string language, string text, string expected) =>
        Assert.Equal(expected, new MosesNormalizer(language).Normalize(text));

    [Theory]
    [InlineData("en", "It &apos;s a &quot; well @-@ known &quot; man &apos;s hat ( red ) , 5 % .", "It's a \"well-known\" man's hat (red), 5%.")]
    [InlineData("en", "the boys &apos; ball at 11 : 27 and / or the # 8", "the boys' ball at 11:27 and/or the #8")]
    [InlineData("en", "&#91; a &#93; &lt; b &gt; &amp;amp; &#124; $ 5", "[a] < b > &amp; | $5")]
    [InlineData("en", "it says &apos; free dinner &apos; , 4 &apos; wide", "it says 'free dinner', 4' wide")]
    [InlineData("de", "ein &quot; Open &quot; -Schild vor McDonald &apos; s", "ein \"Open\"-Schild vor McDonald's")]
    [InlineData("fr", "L&apos; homme qu&apos; il voit ! Où ? ? !", "L'homme qu'il voit ! Où ??!")]
    [InlineData("en", "", "")]
    public void TokensJoinToText(string language, string tokens, string expected) =>
        Assert.Equal(expected, new MosesDetokenizer(language).Detokenize(Words.Split(tokens)));

    [Fact]
    public void AnyTextGoesThrough() => Gen.Select(Gen.String, Gen.OneOf(Gen.Const("en"), Gen.Const("de"), Gen.Const("fr"), Gen.Const("??")), Gen.Bool)
        .Sample((text, language, lower) =>
    {
        var preparer = new TextPreparer(new TextOptions { Language = language, LowerCase = lower });
        string prepared = preparer.Prepare(text);
        Assert.Equal(Words.Join(prepared), prepared);
        Assert.NotNull(preparer.Restore(prepared));
    });

    [Theory]
    [InlineData(".")]
    [InlineData("'")]
    [InlineData("s ' ")]
    [InlineData("\".")]
    [InlineData("a,")]
    [InlineData("« (")]
    public void LongOddTextTakesNoTime(string part)
    {
        var preparer = new TextPreparer(new TextOptions { Language = "de" });
        string text = string.Concat(Enumerable.Repeat(part, 100_000));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        preparer.Restore(preparer.Prepare(text));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"took {clock.Elapsed}");
    }

    [Fact]
    public void EscapesComeBack() => Gen.Char["&|<>'\"[]abmpq;#19 "].Array[0, 30].Select(letters => new string(letters))
        .Sample(text => Assert.Equal(text, MosesEscapes.Unescape(MosesEscapes.Escape(text))));

    [Fact]
    public void NothingIsDoneThatIsNotAsked()
    {
        var preparer = new TextPreparer(new TextOptions { Normalize = false, Tokenize = false });
        Assert.Equal("It’s “A” dog.", preparer.Prepare("  It’s  “A” dog. "));
        Assert.Equal("It’s “A” dog.", preparer.Restore("It’s “A” dog."));
        Assert.Equal("it 's", new TextPreparer(new TextOptions { LowerCase = true, Escape = false }).Prepare("It's"));
    }
}
