namespace Optiglot.Cli.Tests;

public class ErrorLineTests
{
    [Fact]
    public void UserErrorsKeepTheirMessageOnOneLine() =>
        Assert.Equal("a.txt: broken; mend it", ErrorLine.Describe(new InvalidDataException("a.txt: broken;\n  mend it")));

    [Fact]
    public void TheParameterNameIsDropped() => Assert.Equal("beam must be 1 or more", ErrorLine.Describe(new ArgumentException("beam must be 1 or more", "beam")));

    [Fact]
    public void AnErrorWithinATaskIsTheErrorItself() =>
        Assert.Equal("x", ErrorLine.Describe(new AggregateException(new IOException("x"))));

    [Fact]
    public void AFaultOfOursSaysSo() => Assert.Contains("--verbose", ErrorLine.Describe(new InvalidOperationException("odd")));
}
