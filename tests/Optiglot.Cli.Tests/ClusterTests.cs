using System.Diagnostics;
using Optiglot.Distributed.Tests;
using YamlDotNet.Serialization;

namespace Optiglot.Cli.Tests;

/// <summary>docs/cluster.md and deploy/cluster, as far as one machine can run them.</summary>
[Collection(ChildProcesses.Name)]
public class ClusterTests
{
    private const string Program = "./optiglot", Recipe = "recipes/flickr8k-en-de.yaml";

    public static TheoryData<string> Commands => [.. Lines()];

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryCommandOfThePageRunsOnASmallRecipe(string line)
    {
        string folder = TestFolders.Fresh($"cluster-{Array.IndexOf(Lines(), line)}"), small = SmallRecipe.Write(folder, steps: 3);
        File.WriteAllText(Path.Combine(folder, "hosts.txt"), "localhost slots=2\n");
        string[] words = line.Split(' '), launch = words[1..Array.IndexOf(words, Program)], command = words[(launch.Length + 2)..];
        Assert.Contains(Recipe, command);
        using MpiJob job = MpiJob.Start(
            launch.Select(word => word == "hosts.txt" ? Path.Combine(folder, word) : word == "ppr:1:node" ? "ppr:2:node" : word),
            ["dotnet", "exec", typeof(OptiglotCommandLine).Assembly.Location, .. command.Select(word => word == Recipe ? small : word), "--out",
                Path.Combine(folder, "run")],
            (DataFolder.Variable, folder), ("OMP_NUM_THREADS", "1"));
        (int code, string output, string error) = job.End(minutes: 8);
        Assert.True(code == 0, output + error);
        Assert.Contains("BLEU (tokenised)", output);
        Assert.True(Directory.Exists(Path.Combine(folder, "run", "model")));
    }

    [Fact]
    public void TheScriptOfSlurmIsBashAndItsCommandsParse()
    {
        string script = InRepository("deploy/cluster/train.slurm");
        using (Process check = Process.Start("bash", ["-n", script]))
        {
            check.WaitForExit();
            Assert.Equal(0, check.ExitCode);
        }

        string[] commands = [.. File.ReadLines(script).Where(line => line.Contains($"{Program} ", StringComparison.Ordinal))];
        Assert.Equal(2, commands.Length);
        string[] run = commands[1].Split(' ');
        AssertRuns(run[(Array.IndexOf(run, Program) + 1)..]);
    }

    [Fact]
    public void TheJobOfKubernetesParsesAndItsImageCopiesWhatIsThere()
    {
        var job = new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(InRepository("deploy/cluster/mpijob.yaml")));
        var replicas = (Dictionary<object, object>)((Dictionary<object, object>)job["spec"])["mpiReplicaSpecs"];
        Assert.Equal(["Launcher", "Worker"], replicas.Keys.Cast<string>().Order());
        string[] command = [.. ((List<object>)Container(replicas["Launcher"])["command"]).Cast<string>()];
        Assert.Equal(((Dictionary<object, object>)replicas["Worker"])["replicas"], command[Array.IndexOf(command, "-np") + 1]);
        AssertRuns(command[(Array.IndexOf(command, "optiglot") + 1)..]);
        Assert.Equal(Container(replicas["Launcher"])["image"], Container(replicas["Worker"])["image"]);
        string[] copied = [.. File.ReadLines(InRepository("deploy/cluster/Dockerfile")).Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)
            && !line.Contains("--from", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[1..^1])];
        Assert.All(copied, path => Assert.True(Path.Exists(InRepository(path)), $"{path} is copied, and not there"));
    }

    private static void AssertRuns(string[] arguments)
    {
        Assert.Empty(new OptiglotCommandLine().Parse(arguments).Errors);
        Assert.True(File.Exists(InRepository(arguments[1])), arguments[1]);
    }

    private static Dictionary<object, object> Container(object replica) => (Dictionary<object, object>)Assert.Single(
        (List<object>)((Dictionary<object, object>)((Dictionary<object, object>)((Dictionary<object, object>)replica)["template"])["spec"])["containers"]);

    private static string[] Lines() =>
        [.. File.ReadLines(InRepository("docs/cluster.md")).Where(line => line.StartsWith("    mpirun ", StringComparison.Ordinal))
            .Select(line => line.Trim())];

    private static string InRepository(string path) => Path.Combine(TestFolders.Repository, path);
}
