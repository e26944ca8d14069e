namespace Optiglot.Translation.Tests;

public class AttentionWordsTests
{
    [Theory]
    [InlineData("<s> two▁ do gs▁ </s> dog▁ </s>", "zwei▁ Hun de▁ </s>", "two dogs", "zwei Hunde")]
    [InlineData("[CLS] two do ##gs [SEP] dog [SEP]", "zwei Hun ##de [SEP]", "two dogs", "zwei Hunde")]
    [InlineData("<s> &quot;▁ do gs▁ </s> dog▁ </s>", "&apos;▁ Hun de▁ </s>", "\" dogs", "' Hunde")]
    public void PiecesAreGatheredToWords(string source, string target, string sourceWords, string targetWords)
    {
        float[][] weights =
        [
            [0.1f, 0.5f, 0.1f, 0.1f, 0, 0, 0, 0.2f, 0],
            [0, 0.1f, 0.2f, 0.1f, 0, 0.1f, 0, 0.4f, 0.1f],
            [0, 0.1f, 0.3f, 0.2f, 0, 0.1f, 0, 0.2f, 0.1f],
            [1, 0, 0, 0, 0, 0, 0, 0, 0],
        ];
        var words = AttentionWords.Of(new AttentionMap(target.Split(' '), source.Split(' '), 2, weights) { TextPieces = 5 });
        Assert.Equal(sourceWords.Split(' '), words.Source);
        Assert.Equal(targetWords.Split(' '), words.Target);
        Assert.Equal([0.5f, 0.2f, 0.1f, 0.4f], words.SourceWeights.SelectMany(row => row).Select(weight => MathF.Round(weight, 4)));
        Assert.Equal([0.2f, 0, 0.3f, 0.1f], words.RegionWeights.SelectMany(row => row).Select(weight => MathF.Round(weight, 4)));
    }
}
