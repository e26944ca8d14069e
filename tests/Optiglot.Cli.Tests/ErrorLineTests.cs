using Optiglot.Training;

namespace Optiglot.Cli.Tests;

public class ErrorLineTests
{
    [Fact]
    public void UserErrorsKeepTheirMessageOnOneLine() =>
        Assert.Equal("a.txt: broken; mend it", ErrorLine.Describe(new InvalidDataException("a.txt: broken;\n  mend it")));

    [Fact]
    public void TheParameterNameIsDropped() =>
        Assert.Equal("beam must be 1 or more", ErrorLine.Describe(new ArgumentException("beam must be 1 or more", "beam")));

    [Fact]
    public void AnErrorWithinATaskIsTheErrorItself() =>
        Assert.Equal("x", ErrorLine.Describe(new AggregateException(new IOException("x"), new IOException("y"))));

    [Fact]
    public void AFaultOfOursSaysSo() => Assert.Contains("--verbose", ErrorLine.Describe(new InvalidOperationException("odd")));

    [Fact]
    public void TrainingThatDivergedIsNoFaultOfOurs() =>
        Assert.Equal("training has diverged: lower the learning rate",
        ErrorLine.Describe(new DivergenceException("training has diverged: lower the learning rate")));

    // As .NET itself tells them: what, but not how to mend.
    public static TheoryData<Exception, string> Raw => new()
    {
        { new IOException("No space left on device : 'a.txt'", hresult: 28), "make room" },
        { new IOException("Disk quota exceeded : 'a.txt'", hresult: 122), "make room" },
        { new ArgumentOutOfRangeException("value", "Specified file length was too large for the file system."), "make room" },
        { new FileNotFoundException("Could not find file 'a.txt'."), "check the path" },
        { new UnauthorizedAccessException("Access to the path 'a.txt' is denied."), "check the permissions" },
    };

    [Theory]
    [MemberData(nameof(Raw), DisableDiscoveryEnumeration = true)]
    public void ErrorsOfTheSystemGetTheirMend(Exception error, string mend)
    {
        string line = ErrorLine.Describe(error);
        Assert.Contains(mend, line);
        Assert.DoesNotContain("fault of Optiglot", line);
    }
}
