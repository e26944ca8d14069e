using System.Diagnostics;

namespace Optiglot.Cli.Tests;

/// <summary>docs/own-data.md does what it says, command by command.</summary>
[Collection(ChildProcesses.Name)]
public class OwnDataTests
{
    // Trainings of two updates: the walk is the test, not what is learned.
    private const string Launcher = """
        #!/usr/bin/env bash
        short=()
        if [ "$1" = run ]; then
            short=(--set search.beam=2)
            for part in end_to_end stage1 stage2; do grep -q "^$part:" "$2" && short+=(--set "$part.max_steps=2" --set "$part.average_checkpoints=1"); done
            grep -q "^pretrain:" "$2" && short+=(--set pretrain.pairs.max_steps=2)
        fi
        exec "DOTNET" exec "PROGRAM" "$@" "${short[@]}"
        """;

    [Fact]
    public void EveryCommandOfThePageRuns()
    {
        TestFolders.NeedDetector();
        string folder = TestFolders.Fresh();
        (string Source, string Target, string Photo)[] pairs = OwnPairs.Take(40);
        OwnPairs.Photos(pairs, Path.Combine(folder, "photos"));
        OwnPairs.Csv(pairs, Path.Combine(folder, "pairs.csv"));
        File.WriteAllLines(Path.Combine(folder, "pairs.tsv"), pairs.Select(pair => $"{pair.Source}\t{pair.Target}").Prepend("caption\ttranslation"));
        foreach ((string set, int from, int to) in new[] { ("train", 0, 30), ("dev", 30, 35) })
        {
            File.WriteAllLines(Path.Combine(folder, $"{set}.en"), pairs[from..to].Select(pair => pair.Source));
            File.WriteAllLines(Path.Combine(folder, $"{set}.de"), pairs[from..to].Select(pair => pair.Target));
        }

        File.WriteAllText(Path.Combine(folder, "terms.tsv"), "dog\tHund\nbeach\tStrand\n");
        string launcher = Path.Combine(folder, "optiglot");
        File.WriteAllText(launcher, Launcher.Replace("DOTNET", Environment.ProcessPath)
            .Replace("PROGRAM", Path.Combine(AppContext.BaseDirectory, "optiglot.dll")));

        string[][] blocks = [.. Blocks(File.ReadAllLines(Path.Combine(TestFolders.Repository, "docs", "own-data.md")))];
        Assert.Equal([5, 2, 4, 1], blocks.Select(block => block.Length));
        string last = "";
        foreach (string[] block in blocks) last = Run(folder, block);
        Assert.Contains("Hund", last);
        Assert.Contains("Strand", last);
    }

    // Indented lines that are commands, block by block; each block begins in the same folder.
    private static IEnumerable<string[]> Blocks(string[] page)
    {
        List<string> block = [];
        foreach (string line in page.Append(""))
        {
            if (line.StartsWith("    ./optiglot ", StringComparison.Ordinal) || line.StartsWith("    ../optiglot ", StringComparison.Ordinal)
                || line.StartsWith("    cd ", StringComparison.Ordinal)) block.Add(line.Trim());
            else if (block.Count > 0)
            {
                yield return [.. block];
                block = [];
            }
        }
    }

    private static string Run(string folder, string[] commands)
    {
        ProcessStartInfo start = new("bash", ["-ec", "chmod +x optiglot\n" + string.Join('\n', commands)])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
                Environment = { [DataFolder.Variable] = TestFolders.Data() },
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join('\n', commands)}\n{output}\n{error.Result}");
        return output;
    }
}
