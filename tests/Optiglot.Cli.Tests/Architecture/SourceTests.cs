using System.Text.RegularExpressions;

namespace Optiglot.Cli.Tests.Architecture;

/// <summary>What the house style asks of files, and a machine can count.</summary>
public partial class SourceTests
{
    private const int LongestFile = 300, LongestLine = 160, LongestMedian = 120, ShapesPerThousandLines = 15;

    [Fact]
    public void NoFileIsLong() =>
        AssertNone(SourceFile.Code.Where(file => file.Lines.Length > LongestFile).Select(file => $"{file.Path}: {file.Lines.Length} lines"));

    // Text that a program writes or reads as it stands cannot be broken everywhere: what is between three quotes is left alone.
    [Fact]
    public void NoLineOfCodeIsLong() => AssertNone(
        from folder in (string[])["src", "tests", "eng"]
        from file in SourceFile.All(folder)
        where file.Path.EndsWith(".cs", StringComparison.Ordinal)
        from line in OutsideOfText(file)
        where line.Text.Length > LongestLine
        select $"{file.Path}:{line.Number}: {line.Text.Length} letters");

    [Fact]
    public void TheMedianFileIsShort()
    {
        int[] lengths = [.. SourceFile.Code.Select(file => file.Lines.Length).Order()];
        Assert.InRange(lengths[lengths.Length / 2], 1, LongestMedian);
    }

    [Fact]
    public void OnePublicTypeAFile() => AssertNone(SourceFile.Code
        .Select(file => (file.Path, Types: file.Lines.Where(line => PublicType().IsMatch(line)).ToArray()))
        .Where(file => file.Types.Length > 1)
        .Select(file => $"{file.Path}: {string.Join(" | ", file.Types)}"));

    [Fact]
    public void TheFileIsNamedAfterItsPublicType() => AssertNone(
        from file in SourceFile.Code
        from line in file.Lines
        let match = PublicType().Match(line)
        where match.Success && match.Groups["name"].Value != Path.GetFileName(file.Path).Split('.')[0]
        select $"{file.Path}: {match.Groups["name"].Value}");

    [Fact]
    public void NothingIsLeftUndone() => AssertNone(Lines(SourceFile.Code, Undone()));

    [Fact]
    public void ModelingSaysItsShapes()
    {
        SourceFile[] files = [.. SourceFile.Code.Where(file => file.Project == "Optiglot.Modeling")];
        int lines = files.Sum(file => file.Lines.Length), shapes = files.Sum(file => file.Lines.Count(line => Shape().IsMatch(line)));
        Assert.True(1000.0 * shapes / lines >= ShapesPerThousandLines, $"{shapes} shape notes in {lines} lines of Optiglot.Modeling");
    }

    [Fact]
    public void NoPathOfSomebodysMachine() => AssertNone(Lines(SourceFile.All(), MachinePath()));

    private static IEnumerable<string> Lines(IEnumerable<SourceFile> files, Regex pattern) =>
        from file in files
        from line in file.Lines.Index()
        where pattern.IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}";

    private static IEnumerable<(int Number, string Text)> OutsideOfText(SourceFile file)
    {
        bool isText = false;
        foreach ((int index, string line) in file.Lines.Index())
        {
            if (!isText) yield return (index + 1, line);
            isText ^= Quotes().Count(line) % 2 == 1;
        }
    }

    private static void AssertNone(IEnumerable<string> found)
    {
        string[] all = [.. found];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    [GeneratedRegex(@"^public (?:[a-z]+ )*(?:class|record struct|record|struct|interface|enum|delegate [\w<>?]+) (?<name>\w+)")]
    private static partial Regex PublicType();

    [GeneratedRegex("\"{3,}")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"NotImplemented[E]xception|\b(TO[D]O|FIX[M]E|HAC[K])\b")]
    private static partial Regex Undone();

    // A shape as the house writes it: [batch, source, width].
    [GeneratedRegex(@"\[[a-z0-9+\-*/. ]+(, ?[a-z0-9+\-*/. ]+)+\]|`\[\w+\]`")]
    private static partial Regex Shape();

    [GeneratedRegex(@"(?<![\w.~])/(wor[k]|roo[t]|home/\w+)/")]
    private static partial Regex MachinePath();
}
