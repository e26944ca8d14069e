namespace Optiglot.Text.Tests;

public sealed class MosesDataTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> SetsAndLanguages =>
        new MatrixTheoryData<string, string>(Multi30K.Sets, ["en", "de", "fr"]);

    [Theory]
    [MemberData(nameof(SetsAndLanguages))]
    public void PreparedLinesArePublishedLines(string set, string language)
    {
        var preparer = new TextPreparer(new TextOptions { Language = language, LowerCase = true });
        (string Raw, string Published)[] lines = [.. Multi30K.Raw(set, language).Zip(Multi30K.Tokenized(set, language))];
        int same = 0;
        foreach ((string raw, string published) in lines)
        {
            string prepared = preparer.Prepare(raw);
            if (prepared == published)
                same++;
            else
                output.WriteLine($"raw       {raw}\npublished {published}\nours      {prepared}");
        }
        output.WriteLine($"{set}.{language}: {same} of {lines.Length} lines identical ({100.0 * same / lines.Length:F2}%)");
        Assert.True(same >= 0.999 * lines.Length, $"only {same} of {lines.Length} lines are as published");
    }

    [Theory]
    [MemberData(nameof(SetsAndLanguages))]
    public void DetokenisedLinesAreRawLines(string set, string language)
    {
        var preparer = new TextPreparer(new TextOptions { Language = language });
        var normalizer = new MosesNormalizer(language);
        string[] lines = [.. Multi30K.Raw(set, language).Select(Words.Join)];
        int same = 0;
        int exact = 0;
        foreach (string raw in lines)
        {
            string restored = preparer.Restore(preparer.Prepare(raw));
            exact += restored == raw ? 1 : 0;
            // What the normaliser folds (kinds of quotation marks, spaces at them) cannot come back and does not count.
            if (Words.Join(normalizer.Normalize(restored)) == Words.Join(normalizer.Normalize(raw)))
                same++;
            else
                output.WriteLine($"raw      {raw}\nrestored {restored}");
        }
        output.WriteLine(
            $"{set}.{language}: {same} of {lines.Length} lines restored ({100.0 * same / lines.Length:F2}%), {exact} of them exactly "
                + $"({100.0 * exact / lines.Length:F2}%)");
        Assert.True(same >= 0.997 * lines.Length, $"only {same} of {lines.Length} lines are restored");
    }
}
