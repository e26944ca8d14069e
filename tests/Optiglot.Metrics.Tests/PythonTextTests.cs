namespace Optiglot.Metrics.Tests;

public class PythonTextTests
{
    // What Python 3.11 prints for str.lower.
    [Theory]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("Σ", "σ")]
    [InlineData("aΣ\U00010428", "aσ\U00010428")] // a letter beyond the BMP has case
    [InlineData("aΣ\U0001d41a", "aσ\U0001d41a")]
    [InlineData("aΣ \U0001d41a", "aς \U0001d41a")]
    [InlineData("\U00010400Σ", "\U00010428ς")]
    [InlineData("aΣ\U0001f600", "aς\U0001f600")]
    [InlineData("aΣ\u2018b", "aσ\u2018b")]
    [InlineData("aΣ\u0301b", "aσ\u0301b")]
    [InlineData("aΣ\u24b6", "aσ\u24d0")]
    [InlineData("aΣ\U0001d7ceb", "aς\U0001d7ceb")]
    [InlineData("İstanbul", "i\u0307stanbul")]
    public void LowerCaseIsPythons(string text, string expected) => Assert.Equal(expected, PythonText.Lower(text));
}
