using Optiglot.Networks;
using Optiglot.Vision;

namespace Optiglot.Translation.Tests;

public class BoxNumberTests
{
    /// <summary>Vision writes them and networks read them; neither knows the other.</summary>
    [Fact]
    public void NetworksExpectTheBoxNumbersThatRegionsHave() => Assert.Equal(RegionSet.BoxNumbers, EncoderOptions.BoxNumbers);
}
