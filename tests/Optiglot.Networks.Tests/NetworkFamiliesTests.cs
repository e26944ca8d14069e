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
        INetwork network = NetworkFamilies.Create(Tiny with { Family = name });
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
        ModelOptions tiny = Tiny with { Family = name };
        Assert.Throws<ArgumentException>(() => NetworkFamilies.Create(tiny with { Decoder = Tiny.Decoder with { CrossAttention = (CrossAttentionKind)99 } }));
        Assert.Throws<ArgumentException>(() => NetworkFamilies.Create(tiny with { Encoder = Tiny.Encoder with { Norm = (NormPlacement)99 } }));
        Assert.Throws<ArgumentException>(() => NetworkFamilies.Create(tiny with { Decoder = Tiny.Decoder with { Positions = (PositionKind)99 } }));
        Assert.Throws<ArgumentException>(() => NetworkFamilies.Create(tiny with { Encoder = Tiny.Encoder with { Activation = (Activation)99 } }));
        Assert.Throws<ArgumentException>(() => NetworkFamilies.Create(tiny with { Encoder = Tiny.Encoder with { Heads = 3 } }));
    }

    [Fact]
    public void AFusionThatLearnsWithTheDecoderIsFoundByCounting()
    {
        const int Width = 3 + EncoderOptions.BoxNumbers;
        Assert.False(NetworkCost.EncodingLearnsWithTheDecoder(new VlpFamily().Create(Tiny), Width));
        Assert.True(NetworkCost.EncodingLearnsWithTheDecoder(new SelectiveAttentionFamily().Create(Tiny), Width));
        // Without pictures there is nothing to fuse.
        Assert.False(NetworkCost.EncodingLearnsWithTheDecoder(
            new SelectiveAttentionFamily().Create(Tiny with { Encoder = Tiny.Encoder with { RegionFeatures = 0 } }), 0));
    }

    [Theory]
    [InlineData("vlp", "drop_net", 1.0, "no option `drop_net`: leave out family_options")]
    [InlineData("bert-fused", "drop", 1.0, "no option `drop`: it has drop_net")]
    [InlineData("bert-fused", "drop_net", 1.5, "model.family_options.drop_net: must be from 0 to 1, not 1.5")]
    [InlineData("vag", "margin", 3.0, "model.family_options.margin: must be from 0 to 2, not 3")]
    [InlineData("lxmert", "cross_layers", 1.5, "must be a whole number from 1 to 100, not 1.5")]
    public void OptionsThatAFamilyDoesNotHaveAreRefused(string family, string option, double value, string message)
    {
        ModelOptions options = Tiny with { Family = family, FamilyOptions = new Dictionary<string, double> { [option] = value } };
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => NetworkFamilies.Create(options)).Message);
    }

    /// <summary>Each place costs the same: two units and an attention of one place.</summary>
    [Fact]
    public void ARecurrenceIsCountedPlaceByPlace()
    {
        INetwork network = NetworkFamilies.Create(Tiny with { Family = "doubly-attentive-rnn" });
        double Flops(long source, long target) => NetworkCost.Of(network, 1, source, target).DecoderFlops;
        double Encoder(long source) => NetworkCost.Of(network, 1, source, 3).EncoderFlops;
        // Both directions: W [12, 8] and U [12, 4] of each.
        Assert.Equal(2 * 2 * ((12 * 8) + (12 * 4)) * 7, Encoder(7));
        // A place more: W and U of two units [24, 8]; queries and output [8, 8]; scores and mix of 7 places; the result's maps [8, 16] and [8, 8].
        Assert.Equal(2 * ((4 * 24 * 8) + (2 * 8 * 8) + (2 * 7 * 8) + (8 * 16) + (8 * 8)), Flops(7, 5) - Flops(7, 4));
    }

    /// <summary>What a frozen encoder's states on disk are made of.</summary>
    [Fact]
    public void ThePartsOfAMemoryAreKnownWithoutComputing()
    {
        const int Width = 3 + EncoderOptions.BoxNumbers;
        Assert.Equal([new EncodedPart("states", 8, true, true)], NetworkCost.PartsOf(new VlpFamily().Create(Tiny), Width));
        Assert.Equal([new EncodedPart("states", 8, true, false)],
            NetworkCost.PartsOf(new VlpFamily().Create(Tiny with { Encoder = Tiny.Encoder with { RegionFeatures = 0 } }), 0));
        EncodedPart[] parts = [new("states", 8, true, false), new("region_vectors", Width, false, true)];
        Assert.Equal(parts, NetworkCost.PartsOf(new DoublyAttentiveFamily().Create(Tiny), Width));
    }

    [Fact]
    public void TwoParametersOfOneNameAreRefused()
    {
        var declarations = new ParameterDeclarations();
        declarations.Add("all", ["a", "b"], Initialization.Zero, 4, 2);
        Assert.Throws<ArgumentException>(() => declarations.Add("a", Initialization.Zero, 1));
    }
}
