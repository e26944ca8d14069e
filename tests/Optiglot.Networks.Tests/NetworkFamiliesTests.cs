namespace Optiglot.Networks.Tests;

/// <summary>The registry, and options that no family knows.</summary>
public class NetworkFamiliesTests
{
    private static readonly ModelOptions Tiny = new()
    {
        Encoder = new EncoderOptions { VocabularySize = 20, Width = 8, Layers = 1, Heads = 2, FeedForward = 16, RegionFeatures = 3 },
        Decoder = new DecoderOptions { VocabularySize = 20, Width = 8, Layers = 1, Heads = 2, FeedForward = 16 },
    };

    public static TheoryData<string> Names => [.. NetworkFamilies.All.Select(family => family.Name)];

    [Theory, MemberData(nameof(Names))]
    public void AFamilyIsFoundByItsNameAndDeclaresParameters(string name)
    {
        INetworkFamily family = NetworkFamilies.Find(name);
        Assert.Equal(name, family.Name);
        Assert.NotEmpty(family.Paper);
        INetwork network = family.Create(Tiny);
        Assert.NotEmpty(network.Parameters.All);
        Assert.Equal(Enumerable.Range(0, network.Parameters.All.Count), network.Parameters.All.Select(each => each.Index));
        Assert.Contains(network.Output.Table.Table, network.Parameters.All);
    }

    [Fact]
    public void AnUnknownFamilyIsRefusedAndTheKnownOnesAreNamed()
    {
        string message = Assert.Throws<ArgumentException>(() => NetworkFamilies.Find("vlpp")).Message;
        Assert.All(NetworkFamilies.All, family => Assert.Contains(family.Name, message));
    }

    [Theory, MemberData(nameof(Names))]
    public void UnknownKindsAreRefusedAtTheStart(string name)
    {
        INetworkFamily family = NetworkFamilies.Find(name);
        Assert.Throws<ArgumentException>(() => family.Create(Tiny with { Decoder = Tiny.Decoder with { CrossAttention = (CrossAttentionKind)99 } }));
        Assert.Throws<ArgumentException>(() => family.Create(Tiny with { Encoder = Tiny.Encoder with { Norm = (NormPlacement)99 } }));
        Assert.Throws<ArgumentException>(() => family.Create(Tiny with { Decoder = Tiny.Decoder with { Positions = (PositionKind)99 } }));
        Assert.Throws<ArgumentException>(() => family.Create(Tiny with { Encoder = Tiny.Encoder with { Activation = (Activation)99 } }));
        Assert.Throws<ArgumentException>(() => family.Create(Tiny with { Encoder = Tiny.Encoder with { Heads = 3 } }));
    }

    [Fact]
    public void AFusionThatLearnsWithTheDecoderIsFoundByCounting()
    {
        const int Width = 3 + EncoderOptions.BoxNumbers;
        Assert.False(NetworkCost.EncodingLearnsWithTheDecoder(new VlpFamily().Create(Tiny), Width));
        Assert.True(NetworkCost.EncodingLearnsWithTheDecoder(new SelectiveAttentionFamily().Create(Tiny), Width));
        // Without pictures there is nothing to fuse.
        Assert.False(NetworkCost.EncodingLearnsWithTheDecoder(new SelectiveAttentionFamily().Create(Tiny with { Encoder = Tiny.Encoder with { RegionFeatures = 0 } }), 0));
    }

    [Fact]
    public void TwoParametersOfOneNameAreRefused()
    {
        var declarations = new ParameterDeclarations();
        declarations.Add("all", ["a", "b"], Initialization.Zero, 4, 2);
        Assert.Throws<ArgumentException>(() => declarations.Add("a", Initialization.Zero, 1));
    }
}
