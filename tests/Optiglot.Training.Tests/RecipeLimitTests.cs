namespace Optiglot.Training.Tests;

/// <summary>Recipes that would take the stack or the memory are told in a moment.</summary>
public sealed class RecipeLimitTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private void AssertRefused(string text, string says)
    {
        File.WriteAllText(folder["a.yaml"], text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => RecipeFile.Load(folder["a.yaml"]));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000_000);
        Assert.StartsWith(folder["a.yaml"], error.Message);
        Assert.Contains(says, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("[[\n")]
    public void BracketsWithoutEnd(string bracket) =>
        AssertRefused("name: x\na:\n  " + string.Concat(Enumerable.Repeat(bracket, 100_000)), "nested too deeply");

    // Ten levels of nine each: 448 bytes that are 3,486,784,401 values.
    [Fact]
    public void AliasesThatMultiply() => AssertRefused(
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n")), "100,000 values");

    [Fact]
    public void AliasesThatMultiplyInKeys() => AssertRefused(
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 4)
            .Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n")) + "? *a4\n: x\n", "a key must be a word");

    [Fact]
    public void FilesThatExtendOneAnotherTwice()
    {
        for (int i = 0; i < 30; i++) File.WriteAllText(folder[$"f{i}.yaml"], i == 29 ? "name: x" : $"extends: [f{i + 1}.yaml, f{i + 1}.yaml]");
        Assert.Contains("files extend one another", Assert.Throws<InvalidDataException>(() => RecipeFile.Load(folder["f0.yaml"])).Message);
    }

    [Fact]
    public void AnOverrideHasTheSameLimits()
    {
        File.WriteAllText(folder["a.yaml"], "name: x\nstage1: {}");
        string deep = "seed=" + new string('[', 1000);
        Assert.Contains("nested too deeply", Assert.Throws<InvalidDataException>(() => RecipeFile.Load(folder["a.yaml"], deep)).Message);
    }
}
