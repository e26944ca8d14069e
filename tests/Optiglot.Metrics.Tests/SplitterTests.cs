namespace Optiglot.Metrics.Tests;

public class SplitterTests
{
    [Theory]
    [InlineData(BleuTokenization.Chinese, "他喜欢NBA，得3.5分。", "他 喜 欢 NBA ， 得 3.5 分 。")]
    [InlineData(BleuTokenization.Chinese, " “好”—it's 5,000-odd. ", "“ 好 ” — it's 5,000 - odd .")] // sacreBLEU's table takes these marks for Chinese
    [InlineData(BleuTokenization.Chinese, "カタ", "カタ")] // and no kana
    [InlineData(BleuTokenization.V13a, "It's 1,000.5-fold (or so).", "It's 1,000.5 - fold ( or so ) .")]
    [InlineData(BleuTokenization.V13a, "a<skipped>b &quot;c&amp;d&quot;", "ab \" c & d \"")]
    [InlineData(BleuTokenization.V13a, "well-known co., Ltd.", "well-known co . , Ltd .")]
    // a mark between a bracket and a digit stays, as both rules leave it
    [InlineData(BleuTokenization.International, "Preis: 5€ («3,5»)", "Preis : 5 € ( «3,5 » )")]
    [InlineData(BleuTokenization.Char, "a b😀", "a b 😀")]
    [InlineData(BleuTokenization.None, " a\u00a0b\tc.", "a b c.")]
    public void Lines(BleuTokenization tokenization, string line, string expected)
    {
        var tokens = new TokenList();
        BleuTokenizer.Of(tokenization).Create(new BleuOptions()).Split(line, tokens);
        Assert.Equal(expected, string.Join(' ', tokens.ToArray()));
    }
}
