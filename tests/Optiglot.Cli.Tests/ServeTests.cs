using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Optiglot.Translation;

namespace Optiglot.Cli.Tests;

/// <summary>The service from the command line; its own tests are in Optiglot.Server.Tests.</summary>
[Collection(ChildProcesses.Name)]
public class ServeTests
{
    private const int TermSignal = 15;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AModelIsServedWithoutLibtorchUntilASignalComes()
    {
        string folder = TestFolders.Fresh(), model = Export(folder, "model");
        ProcessStartInfo start = new(
            "dotnet", ["exec", typeof(OptiglotCommandLine).Assembly.Location, "serve", "--model", model, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(Test);
            string line = await process.StandardOutput.ReadLineAsync(Test) ?? "";
            Assert.True(line.StartsWith("serving at http://127.0.0.1:", StringComparison.Ordinal), process.HasExited ? await error : line);
            await AssertTranslates(line.Split(' ')[2], model);
            string maps = await File.ReadAllTextAsync($"/proc/{process.Id}/maps", Test);
            Assert.Contains("libonnxruntime.so", maps);
            Assert.DoesNotContain("libtorch", maps, StringComparison.OrdinalIgnoreCase);
            using (Process kill = Process.Start("kill", [$"-{TermSignal}", $"{process.Id}"])) await kill.WaitForExitAsync(Test);
            await process.WaitForExitAsync(Test);
            Assert.True(process.ExitCode == 0, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    [Fact]
    public async Task SeveralModelsAreServedAsJsonToldIt()
    {
        string folder = TestFolders.Fresh(), model = Export(folder, "one");
        using CancellationTokenSource stop = new();
        StringWriter output = new(), error = new();
        TextWriter shared = TextWriter.Synchronized(output);
        var run = Task.Run(() => new OptiglotCommandLine().Run(
            ["serve", "-m", model, "--urls", "http://127.0.0.1:0", "--workers", "1", "--no-cache", "--json"],
                new CommandConsole(TextReader.Null, shared, error), stop.Token), Test);
        string text;
        do
        {
            await Task.Delay(50, Test);
            lock (shared) text = output.ToString();
        }
        while (!text.EndsWith("}\n", StringComparison.Ordinal) && !run.IsCompleted);
        Assert.False(run.IsCompleted, error.ToString());
        await AssertTranslates(JsonDocument.Parse(text).RootElement.GetProperty("urls")[0].GetString()!, model);
        await stop.CancelAsync();
        Assert.Equal(0, await run);
    }

    [Theory]
    [InlineData("no/such/model", "serve", "-m", "no/such/model")]
    [InlineData("bf16", "serve", "-m", "x", "--precision", "bf16")]
    [InlineData("limits", "serve", "-m", "x", "--max-words", "0")]
    [InlineData("nonsense", "serve", "-m", "x", "--urls", "nonsense")]
    [InlineData("workers 0", "serve", "-m", "x", "--workers", "0")]
    public void WhatCannotBeServedIsNamed(string says, params string[] line) => CliRun.Of(line).AssertFails(1, says);

    [Fact]
    public void AModelWithoutGraphsSaysHowToMakeThem() => CliRun.Of("serve", "-m", TinyModel.Save(TestFolders.Fresh(), null))
        .AssertFails(1, "export", "--onnx");

    private static string Export(string folder, string name)
    {
        string model = TinyModel.Save(Path.Combine(folder, name), null);
        OnnxExport.Write(model, OnnxPrecision.Fp32);
        return model;
    }

    private static async Task AssertTranslates(string url, string model)
    {
        using HttpClient client = new() { BaseAddress = new Uri(url) };
        var answer = await client.PostAsJsonAsync("/v1/translate", new { sentences = new[] { new { text = "two dogs play" } } }, Test);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Test));
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Test));
        using OnnxTranslator direct = OnnxTranslator.Open(model);
        Assert.Equal(direct.Translate([new TranslationRequest("two dogs play")])[0].Text,
            json.RootElement.GetProperty("translations")[0].GetProperty("text").GetString());
    }
}
