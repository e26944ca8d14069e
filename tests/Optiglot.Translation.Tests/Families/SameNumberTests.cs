using Optiglot.Kernels;
using Optiglot.Networks;
using Optiglot.Vision;

namespace Optiglot.Translation.Tests;

/// <summary>Numbers that projects share which do not know each other.</summary>
public class SameNumberTests
{
    /// <summary>Vision writes them and networks read them.</summary>
    [Fact]
    public void NetworksExpectTheBoxNumbersThatRegionsHave() => Assert.Equal(RegionSet.BoxNumbers, EncoderOptions.BoxNumbers);

    [Fact]
    public void GraphsMaskWithTheKernelsNumber() => Assert.Equal(KeyMask.MaskedScore, LayerGraph.Masked);
}
