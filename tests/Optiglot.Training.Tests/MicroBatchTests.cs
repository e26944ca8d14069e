using CsCheck;
using Optiglot.Networks;

namespace Optiglot.Training.Tests;

public sealed class MicroBatchTests
{
    private static readonly EncoderOptions encoder = new()
    {
        VocabularySize = 10_000, Width = 512, Layers = 6, Heads = 8, FeedForward = 1024, Activation = Activation.Relu
    };
    private static readonly DecoderOptions decoder = new() { VocabularySize = 10_000, Width = 512, Layers = 6, Heads = 8, FeedForward = 1024 };

    [Fact]
    public void PartsMakeTheBatchAndNoneIsOverTheLimitButASingleSentence() =>
        Gen.Select(Gen.Select(Gen.Int[1, 60], Gen.Int[0, 60], (source, target) => new ExampleLength(source, target)).Array[1, 200], Gen.Int[1, 3000])
            .Sample((lengths, limit) =>
        {
            int[] batch = [.. Enumerable.Range(0, lengths.Length).Reverse()];
            int[][] parts = [.. new MicroBatch(1, 1, limit).Split(batch, lengths)];
            Assert.Equal(batch, parts.SelectMany(part => part));
            Assert.All(parts, part =>
                Assert.True(part.Length == 1 || part.Length * (part.Max(i => lengths[i].Source) + part.Max(i => lengths[i].Target)) <= limit));
            Assert.InRange(parts.Max(part => part.Length) - parts.Min(part => part.Length), 0, 1);
        });

    [Fact]
    public void WholeBatchesStayWhole() => Assert.Single(MicroBatch.Whole.Split([0, 1, 2], [new(5, 5), new(6, 0), new(1, 9)]));

    [Theory]
    [InlineData(512, Precision.Fp32, 3)]
    [InlineData(512, Precision.Bf16, 3)]
    [InlineData(128, Precision.Fp32, 1)]
    public void OnTheCpuABatchOf4096PositionsGoesInPartsOfHalfAGibibyte(int width, Precision precision, int parts)
    {
        EncoderOptions narrow = encoder with { Width = width, FeedForward = 2 * width };
        MicroBatch micro = ActivationMemory.Parts(new StageSection { Precision = precision }, TorchSharp.torch.CPU,
            Network(narrow, decoder with { Width = width, FeedForward = 2 * width }), false);
        Assert.Equal(parts, Split(micro));
    }

    [Fact]
    public void AFrozenEncoderKeepsNothing() =>
        Assert.True(Split(ActivationMemory.Parts(new StageSection(), TorchSharp.torch.CPU, Network(encoder, decoder), true)) <
            Split(ActivationMemory.Parts(new StageSection(), TorchSharp.torch.CPU, Network(encoder, decoder), false)));

    [Fact]
    public void ACardGetsWholeBatchesUnlessTheRecipeSaysOtherwise()
    {
        var card = new TorchSharp.torch.Device(TorchSharp.DeviceType.CUDA, 0);
        Assert.Equal(1, Split(ActivationMemory.Parts(new StageSection(), card, Network(encoder, decoder), false)));
        Assert.Equal(8, Split(ActivationMemory.Parts(new StageSection { MicroBatchTokens = 1024 }, card, Network(encoder, decoder), false)));
    }

    private static INetwork Network(EncoderOptions encoder, DecoderOptions decoder) =>
        new VlpFamily().Create(new ModelOptions { Encoder = encoder, Decoder = decoder });

    // 256 sentences of 16 positions on either side.
    private static int Split(MicroBatch micro) => micro.Split([.. Enumerable.Range(0, 256)], [.. Enumerable.Repeat(new ExampleLength(16, 16), 256)]).Count();
}
