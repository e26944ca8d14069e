using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Optiglot.Translation;
using YamlDotNet.Serialization;

namespace Optiglot.Cli.Tests;

/// <summary>
/// Dockerfile, compose file and dashboard, as far as they can be held to the tree without Docker: what they name is there, and what the image would hold
/// serves.
/// </summary>
[Collection(ChildProcesses.Name)]
public partial class DeploymentTests
{
    private const long MostBytes = 150 << 20;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void TheImageCopiesWhatIsThereAndItsUserIsNotRoot()
    {
        string[] lines = File.ReadAllLines(InRepository("Dockerfile")), left = File.ReadAllLines(InRepository(".dockerignore"));
        string[] copied = [.. lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)
            && !line.Contains("--from", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[1..^1])];
        Assert.Contains("src", copied);
        Assert.All(copied, path => Assert.True(Path.Exists(InRepository(path)), $"{path} is copied, and not there"));
        Assert.Empty(copied.Intersect(left));
        // The build reads these; the rest of the tree is no part of it.
        Assert.Empty(((string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "eng", "detectors",
            "src"]).Except(copied));
        string script = Assert.Single(lines, line => line.StartsWith("RUN ", StringComparison.Ordinal)).Split(' ')[1];
        Assert.True(File.Exists(InRepository(script)), script);
        Assert.Contains("USER $APP_UID", lines);
        string entry = Assert.Single(lines, line => line.StartsWith("ENTRYPOINT ", StringComparison.Ordinal)), command =
            Assert.Single(lines, line => line.StartsWith("CMD ", StringComparison.Ordinal));
        string[] words = [.. JsonSerializer.Deserialize<string[]>(entry["ENTRYPOINT ".Length..])![2..],
            .. JsonSerializer.Deserialize<string[]>(command["CMD ".Length..])!];
        Assert.Empty(new OptiglotCommandLine().Parse(words).Errors);
    }

    [Fact]
    public void TheComposeFileNamesWhatIsThere()
    {
        var services = (Dictionary<object, object>)Yaml("compose.yaml")["services"];
        Assert.Equal(["grafana", "optiglot", "prometheus"], services.Keys.Cast<string>().Order());
        foreach (string mount in services.Values.SelectMany(service => ((List<object>)((Dictionary<object, object>)service)["volumes"]).Cast<string>()).Where(
            mount => mount.StartsWith("./", StringComparison.Ordinal)))
            Assert.True(Path.Exists(InRepository(mount.Split(':')[0])), $"{mount}: is not there");
        var own = (Dictionary<object, object>)services["optiglot"];
        Assert.Empty(new OptiglotCommandLine().Parse(["serve", .. ((List<object>)own["command"]).Cast<string>()]).Errors);
        // Prometheus asks at the port that the service listens at.
        var job = (Dictionary<object, object>)Assert.Single((List<object>)Yaml("deploy/prometheus.yaml")["scrape_configs"]);
        var target = (Dictionary<object, object>)Assert.Single((List<object>)job["static_configs"]);
        Assert.Equal(("/metrics", "optiglot:8080"), ((string)job["metrics_path"], (string)Assert.Single((List<object>)target["targets"])));
        Assert.Contains("http://0.0.0.0:8080", (List<object>)own["command"]);
        foreach (string file in Directory.GetFiles(InRepository("deploy/grafana/provisioning"), "*.yaml", SearchOption.AllDirectories)) Assert.NotEmpty(
            Yaml(file));
    }

    [Fact]
    public async Task WhatIsPublishedServesWithoutLibtorchAndTellsWhatTheDashboardAsks()
    {
        string folder = TestFolders.Fresh(), app = Path.Combine(folder, "app"), model = TinyModel.Save(folder, null);
        OnnxExport.Write(model, OnnxPrecision.Fp32);
        await RunAsync(InRepository("eng/publish-service.sh"), app, "--no-build");
        string[] files = Directory.GetFiles(app, "*", SearchOption.AllDirectories);
        Assert.DoesNotContain(files, file => Path.GetFileName(file).Contains("torch", StringComparison.OrdinalIgnoreCase)
            && file.EndsWith(".so", StringComparison.Ordinal));
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, MostBytes);
        Assert.Contains(files, file => file.EndsWith("detectors/yolox-nano.json", StringComparison.Ordinal));
        ProcessStartInfo start = new("dotnet", [Path.Combine(app, "optiglot.dll"), "serve", "-m", model, "--urls", "http://127.0.0.1:0"]) {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(Test);
            string line = await process.StandardOutput.ReadLineAsync(Test) ?? "";
            Assert.True(line.StartsWith("serving at ", StringComparison.Ordinal), process.HasExited ? await error : line);
            using HttpClient client = new() { BaseAddress = new Uri(line.Split(' ')[2]) };
            for (int i = 0; i < 2; i++)
                Assert.True((await client.PostAsJsonAsync("/v1/translate", new { sentences = new[] { new { text = "two dogs" } } }, Test)).IsSuccessStatusCode);
            await Task.Delay(500, Test);
            AssertTold(await client.GetStringAsync("/metrics", Test));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    // A metric is told from its first number on: one that has none yet is known by its instrument.
    private static void AssertTold(string metrics)
    {
        HashSet<string> told = [.. Name().Matches(metrics).Select(match => match.Value)], instruments = Instruments();
        Assert.True(instruments.Count(told.Contains) >= 5, $"{string.Join(' ', instruments)} against\n{metrics}");
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(InRepository("deploy/grafana/dashboards/optiglot.json")));
        string[] queries = [.. dashboard.RootElement.GetProperty("panels").EnumerateArray().SelectMany(panel =>
            panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!)];
        Assert.True(queries.Length > 10);
        foreach (string query in queries)
        {
            string[] asked = [.. Asked().Matches(query).Select(match => match.Value)];
            Assert.NotEmpty(asked);
            Assert.All(asked, name => Assert.True(told.Contains(name) || instruments.Contains(name),
                $"{name}: the dashboard asks for it, and the service does not tell it"));
        }
    }

    // Names as Prometheus has them: the unit is part of them, a sum ends in total.
    private static HashSet<string> Instruments()
    {
        HashSet<string> names = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name != TranslationTelemetry.Name) return;
                string name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
                bool isHistogram = instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal), isCounter =
                    instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal);
                foreach (string ending in isHistogram ? (string[])["_bucket", "_sum", "_count"] : isCounter ? ["_total"] : [""]) names.Add(name + ending);
            },
        };
        listener.Start();
        using TranslationTelemetry telemetry = new();
        return names;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync(Test);
        string output = await process.StandardOutput.ReadToEndAsync(Test);
        await process.WaitForExitAsync(Test);
        Assert.True(process.ExitCode == 0, output + await error);
    }

    private static Dictionary<object, object> Yaml(string file) => new DeserializerBuilder().Build().Deserialize<Dictionary<object,
        object>>(File.ReadAllText(InRepository(file)));

    private static string InRepository(string path) => Path.Combine(TestFolders.Repository, path);

    [GeneratedRegex("^[a-z_]+(?=[{ ])", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex("(?:optiglot|http_server)_[a-z_]+")]
    private static partial Regex Asked();
}
