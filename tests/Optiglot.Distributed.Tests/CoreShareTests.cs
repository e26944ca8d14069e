using Optiglot.Distributed.Mpi;

namespace Optiglot.Distributed.Tests;

public class CoreShareTests
{
    [Theory]
    [InlineData(16, 5, "a 0-15", "a 0-15", "a 0-15", "b 0-15")] // not bound: three share a machine, one has the other
    [InlineData(1, 1, "a 0", "a 1", "a 2", "b 0")] // bound to a core each
    [InlineData(8, 4, "a 0-7", "a 0-7", "a 8-15", "b 0-7")] // bound to sockets
    [InlineData(1, 1, "a 0-1", "a 0-1", "a 0-1", "a 0-1")] // more processes than cores
    public void RanksOnTheSameCoresShareThem(int usable, int share, params string[] places) =>
        Assert.Equal(share, CoreShare.Of(usable, places, 0, places.Count(place => place[0] == 'a')));

    [Fact]
    public void TheSystemSaysWhichCoresThereAre() => Assert.Equal(OperatingSystem.IsLinux(), CoreShare.Allowed().Length > 0);
}
