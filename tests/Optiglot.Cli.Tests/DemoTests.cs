namespace Optiglot.Cli.Tests;

public class DemoTests
{
    [Fact]
    public void ALanguageTheWorldLacksIsRefused() => CliRun.Of("demo", "--target", "es", "--out", TestFolders.Fresh()).AssertFails(1, "'es'", "de or fr");
}
