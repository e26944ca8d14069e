namespace Optiglot.Metrics.Tests;

public class ReadmeTests
{
    [Fact]
    public void TheExampleIsTheCodeThatRuns()
    {
        string root = Repository(), readme = File.ReadAllText(Path.Combine(root, "src", "Optiglot.Metrics", "README.md"));
        string code = File.ReadAllText(Path.Combine(root, "tests", "Optiglot.Metrics.Tests", "ReadmeExample.cs")).Split("// README\n")[1];
        string shown = readme.Split("```csharp\n")[1].Split("```")[0];
        Assert.Equal(shown.Split('\n').Select(line => line.Trim()).SkipLast(1), code.Split('\n').Select(line => line.Trim()).SkipLast(1));
    }

    [Fact]
    public void TheExamplePrintsWhatItSays()
    {
        var output = new StringWriter();
        var (sentence, score) = ReadmeExample.Run(output);
        string[] lines = output.ToString().Split('\n'), said = [.. File.ReadLines(Path.Combine(Repository(), "src", "Optiglot.Metrics", "README.md"))
            .Where(line => line.StartsWith("// BLEU|") || line.StartsWith("// chrF2|"))];
        Assert.Equal(said.Select(line => line[3..]), lines[..2]);
        Assert.Equal(["BLEU baseline: 48.53 p = ", "BLEU new: 100.00 p = "],
            lines[2..4].Select(line => line[..(line.IndexOf("p = ", StringComparison.Ordinal) + 4)]));
        Assert.Equal(100, sentence.Value, 1e-9);

        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "a line\n");
            output.GetStringBuilder().Clear();
            Assert.Equal(100, score(file, [file]).Scores[1].Value, 1e-9);
            Assert.Equal("1: 0.00 100.00", output.ToString().TrimEnd()); // two words are too short for BLEU without effective order
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Optiglot.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("the tests run outside the repository");
    }
}
