using System.Diagnostics;
using System.Text.RegularExpressions;
using Optiglot.DemoWorld;
using Optiglot.Translation;

namespace Optiglot.Cli.Tests;

/// <summary>
/// README and docs: every command parses; every block of commands is run, or says above itself why not, as <c>&lt;!-- not run: trains for an hour --&gt;</c>;
/// links lead somewhere.
/// </summary>
[Collection(ChildProcesses.Name)]
public partial class DocsTests
{
    private const string Program = "./optiglot ", Mark = "<!-- not run: ";
    private const int TermSignal = 15;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string> Pages => [.. AllPages()];

    [Fact]
    public void EveryCommandParses()
    {
        string[] wrong =
        [
            .. from page in AllPages()
               from block in Blocks(page)
               from line in block.Lines
               where line.StartsWith(Program, StringComparison.Ordinal)
               let parse = new OptiglotCommandLine().Parse(Words(line))
               where parse.Errors.Count > 0 && !line.Contains("--help", StringComparison.Ordinal)
               select $"{page}: {line}: {parse.Errors[0].Message}",
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task EveryBlockRunsOrSaysWhyNot(string page)
    {
        Block[] run = [.. Blocks(page).Where(block => !block.IsMarked)];
        Assert.All(run.SelectMany(block => block.Lines), line =>
            Assert.True(line.StartsWith(Program, StringComparison.Ordinal), $"{page}: `{line}` cannot be run by a test; write above its block: {Mark}why -->"));
        if (run.Length == 0) return;
        string folder = Workspace(page);
        foreach (string line in run.SelectMany(block => block.Lines)) await RunAsync(folder, page, line);
    }

    [Fact]
    public void EveryLinkLeadsSomewhere()
    {
        string[] broken =
        [
            .. from page in AllPages()
               let text = File.ReadAllText(Path.Combine(TestFolders.Repository, page))
               from match in Link().Matches(text)
               let target = match.Groups["target"].Value.Split('#')[0]
               where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
                   && !Path.Exists(Path.Combine(TestFolders.Repository, Path.GetDirectoryName(page)!, target))
               select $"{page}: {target}",
        ];
        Assert.True(broken.Length == 0, string.Join('\n', broken));
    }

    [Fact]
    public void TheIndexNamesEveryPage()
    {
        string readme = File.ReadAllText(Path.Combine(TestFolders.Repository, "README.md"));
        Assert.All(AllPages().Where(page => page != "README.md"), page =>
            Assert.True(readme.Contains($"]({page})", StringComparison.Ordinal), $"{page}: README.md does not link to it"));
    }

    private static IEnumerable<string> AllPages() =>
        Directory.GetFiles(Path.Combine(TestFolders.Repository, "docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Order(
            StringComparer.Ordinal).Prepend("README.md");

    // Indented blocks that begin as commands do.
    private static IEnumerable<Block> Blocks(string page)
    {
        string[] lines = File.ReadAllLines(Path.Combine(TestFolders.Repository, page));
        string above = "";
        bool isFenced = false;
        for (int at = 0; at < lines.Length; at++)
        {
            if (lines[at].StartsWith("```", StringComparison.Ordinal)) isFenced = !isFenced;
            if (isFenced || !lines[at].StartsWith("    ", StringComparison.Ordinal) || lines[at].Trim().Length == 0)
            {
                if (lines[at].Trim().Length > 0) above = lines[at];
                continue;
            }

            int first = at;
            while (at + 1 < lines.Length && lines[at + 1].StartsWith("    ", StringComparison.Ordinal)) at++;
            if (Command().IsMatch(lines[first])) yield return new Block(above.StartsWith(Mark, StringComparison.Ordinal),
                [.. lines[first..(at + 1)].Select(line => line.Trim())]);
            above = lines[at];
        }
    }

    // What the pages speak of: a photo, runs, folders to serve from, a starter, text.
    private static string Workspace(string page)
    {
        string folder = TestFolders.Fresh($"docs-{Path.GetFileNameWithoutExtension(page)}");
        string In(params string[] parts) => Path.Combine([folder, .. parts]);
        Directory.CreateSymbolicLink(In("recipes"), Path.Combine(TestFolders.Repository, "recipes"));
        foreach (string made in (string[])["photos", "served", "models"]) Directory.CreateDirectory(In(made));
        SmallRecipe.DrawPicture(In("photo.jpg"), 100);
        SmallRecipe.DrawPicture(In("photos", "1.jpg"), 50);
        using WorldDetector detector = WorldDetector.Learn(each: 4);
        foreach (string run in (string[])["runs/flickr8k-en-de", "runs/demo/with-pictures"])
        {
            string model = TinyModel.Save(In(run), detector.Info);
            OnnxExport.Write(model, OnnxPrecision.Fp32);
            detector.Save(In(run, DemoRunner.DetectorFile));
        }

        Directory.CreateDirectory(In("runs", "demo", "pictures"));
        File.Copy(In("photo.jpg"), In("runs", "demo", "pictures", "test-00000.png"));
        foreach (string pair in (string[])["en-de", "en-fr"])
        {
            StarterFolder.Write(In("runs", "flickr8k-en-de"), In("models", pair), new ModelCard());
            // A starter is called as its folder: two models of one name are not served.
            OnnxExport.Write(In("models", pair), OnnxPrecision.Fp32, In("served", pair));
        }

        foreach (string place in (string[])["served", "models"]) detector.Save(In(place, DemoRunner.DetectorFile));
        File.WriteAllText(In("keys.txt"), $"ann {new string('0', 64)}\n");
        File.WriteAllLines(In("captions.txt"), ["two dogs play with a ball", "a man"]);
        File.WriteAllLines(In("photos.txt"), ["1.jpg", ""]);
        File.WriteAllLines(In("hypotheses.txt"), ["zwei hunde spielen mit einem ball", "ein mann"]);
        File.WriteAllLines(In("other.txt"), ["zwei hunde spielen ball", "ein mann"]);
        File.WriteAllLines(In("references.txt"), ["zwei hunde spielen mit einem ball", "ein alter mann"]);
        return folder;
    }

    private static async Task RunAsync(string folder, string page, string line)
    {
        string[] words = Words(line);
        bool serves = words[0] == "serve";
        // At a free port, whatever the page says.
        if (serves && Array.IndexOf(words, "--urls") is var at and >= 0) words[at + 1] = "http://127.0.0.1:0";
        else if (serves) words = [.. words, "--urls", "http://127.0.0.1:0"];
        ProcessStartInfo start = new("dotnet", ["exec", typeof(OptiglotCommandLine).Assembly.Location, .. words]) { RedirectStandardOutput = true,
            RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        foreach (string variable in (string[])[DataFolder.Variable, Vision.ModelFolders.Variable]) start.Environment.Remove(variable);
        start.Environment[EngineSpeeds.Variable] = Path.Combine(folder, "cache");
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(Test);
        if (serves)
        {
            string? said = await process.StandardOutput.ReadLineAsync(Test);
            Assert.True(said is not null, $"{page}: {line}\n{(process.HasExited ? await error : "")}");
            using Process kill = Process.Start("kill", [$"-{TermSignal}", $"{process.Id}"]);
            await kill.WaitForExitAsync(Test);
        }

        string output = await process.StandardOutput.ReadToEndAsync(Test);
        await process.WaitForExitAsync(Test);
        // A sentence of a tiny model's is told of for the words it does not know: exit code 1, and nothing else went wrong.
        bool isTold = words[0] == "translate" && (await error).Split('\n', StringSplitOptions.RemoveEmptyEntries).All(told =>
            told.Contains(": sentence ", StringComparison.Ordinal));
        Assert.True(process.ExitCode == 0 || process.ExitCode == ExitCode.Failure && isTold,
            $"{page}: {line}\nexit code {process.ExitCode}\n{output}{await error}");
    }

    private static string[] Words(string line)
    {
        string command = Comment().Replace(line[Program.Length..], "").Split(" > ")[0].Split(" | ")[0];
        return [.. command.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }

    private sealed record Block(bool IsMarked, string[] Lines);

    [GeneratedRegex(@"^ {4}(\./|eng/|curl |docker |dotnet |key=|export |OPTIGLOT_)")]
    private static partial Regex Command();

    [GeneratedRegex(@"\s+#\s.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
