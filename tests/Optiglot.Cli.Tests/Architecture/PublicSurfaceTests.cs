using System.Reflection;
using PublicApiGenerator;

namespace Optiglot.Cli.Tests.Architecture;

/// <summary>
/// What a package shows to its users is in a file beside its project: a change of it is seen in review. <c>OPTIGLOT_APPROVE=1 ./test Cli --filter
/// PublicSurface</c> writes the files.
/// </summary>
public class PublicSurfaceTests
{
    /// <summary>The projects that are packages.</summary>
    public static readonly TheoryData<string> Packages =
    [
        "Files", "Text", "Onnx", "Vision", "Metrics", "Metrics.Onnx", "Distributed", "Kernels", "Networks", "Modeling", "Models", "Translation",
        "Translation.Torch", "Server", "Training",
    ];

    [Theory]
    [MemberData(nameof(Packages))]
    public void PublicSurfaceIsWhatItsFileSays(string project)
    {
        string file = Path.Combine(TestFolders.Repository, "src", $"Optiglot.{project}", "PublicApi.txt");
        string surface = Assembly.Load($"Optiglot.{project}").GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });
        string[] now = surface.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        if (Environment.GetEnvironmentVariable("OPTIGLOT_APPROVE") is "1") File.WriteAllLines(file, now);
        string[] approved = File.Exists(file) ? File.ReadAllLines(file) : [];
        string[] gone = [.. approved.Except(now).Select(line => $"- {line.Trim()}")], come = [.. now.Except(approved).Select(line => $"+ {line.Trim()}")];
        Assert.True(approved.SequenceEqual(now), $"""
            the public surface of Optiglot.{project} is not that of {file}
            if that is meant: OPTIGLOT_APPROVE=1 ./test Cli --filter PublicSurface
            {string.Join('\n', gone.Concat(come).Take(20))}
            """);
    }
}
