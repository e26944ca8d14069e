using Optiglot.Networks;

namespace Optiglot.Translation.Tests;

public class BertFusedTests
{
    [Fact]
    public void ATableThatIsFrozenIsNotShared()
    {
        ModelOptions options = TinyTranslator.Options() with { Family = "bert-fused" };
        options = options with { Encoder = options.Encoder with { VocabularySize = options.Decoder.VocabularySize },
            Decoder = options.Decoder with { ShareWithEncoder = true } };
        Assert.Contains("share_with_encoder to false", Assert.Throws<ArgumentException>(() => new BertFusedNetwork(options)).Message);
    }
}
