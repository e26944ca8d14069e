using System.Net;
using System.Text.Json;

namespace Optiglot.Server.Tests;

/// <summary>A model folder is replaced while it is served.</summary>
public class ReloadTests
{
    [Fact]
    public async Task ANewVersionIsTakenUpWithoutAFailedRequest()
    {
        await using var service = await TinyService.StartAsync();
        HashSet<string> versions = [];
        using CancellationTokenSource enough = new();
        int served = 0;
        var clients = Enumerable.Range(0, 12).Select(client => Task.Run(async () =>
        {
            for (int i = 0; !enough.IsCancellationRequested; i++)
            {
                // Another sentence each time, so that no answer comes from the cache.
                var answer = await TinyService.ReadAsync(await service.PostAsync("/v1/translate", new
                {
                    sentences = new[] { new { text = $"two dogs {client} {i}" } }
                }));
                lock (versions) versions.Add(answer.GetProperty("version").GetString()!);
                Interlocked.Increment(ref served);
            }
        })).ToArray();
        for (ulong seed = 10; seed < 13; seed++)
        {
            string before = await VersionAsync(service);
            TinyModels.Save(service.Model, service.Name, seed: seed);
            await TinyService.WaitUntilAsync(async () => await VersionAsync(service) != before);
            int then = served;
            await TinyService.WaitUntilAsync(() => Task.FromResult(served > then + 2 * clients.Length));
        }

        await enough.CancelAsync();
        await Task.WhenAll(clients);
        Assert.Equal(4, versions.Count);
        var last = await TinyService.ReadAsync(await service.PostAsync("/v1/translate", new { sentences = new[] { new { text = TinyModels.Lines[1] } } }));
        Assert.Equal(TinyModels.Direct(service.Model, [(TinyModels.Lines[1], null)])[0].Text, Assert.Single(TinyService.Texts(last)));
        Assert.DoesNotContain("Error:", service.Log);
    }

    [Fact]
    public async Task WhatCannotBeServedIsPassedOverUntilItIsWhole()
    {
        await using var service = await TinyService.StartAsync();
        string version = await VersionAsync(service), copy = service.Beside("copy");
        TinyModels.Save(copy, service.Name, seed: 99);
        // As cp does it: one file after the other, the graphs last.
        string[] files = [.. Directory.GetFiles(copy).OrderBy(file => file.EndsWith(".onnx", StringComparison.Ordinal))];
        foreach (string file in files.Where(file => !file.EndsWith(".onnx", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(service.Model, Path.GetFileName(file)), overwrite: true);
        await TinyService.WaitUntilAsync(() => Task.FromResult(service.Log.Contains("stays at version")));
        Assert.Equal(version, await VersionAsync(service));
        await TinyService.ReadAsync(await service.PostAsync("/v1/translate", new { sentences = new[] { new { text = "a" } } }));
        foreach (string file in files) File.Copy(file, Path.Combine(service.Model, Path.GetFileName(file)), overwrite: true);
        await TinyService.WaitUntilAsync(async () => await VersionAsync(service) != version);
        // Tried again every time, told of once; a file that is read while it is written is another version.
        Assert.InRange(service.Log.Split('\n').Count(line => line.Contains("stays at version")), 1, 3);
    }

    [Fact]
    public async Task AnotherModelIsNotTakenForANewVersion()
    {
        await using var service = await TinyService.StartAsync();
        string version = await VersionAsync(service);
        TinyModels.Save(service.Model, "somebody else", seed: 5);
        await TinyService.WaitUntilAsync(() => Task.FromResult(service.Log.Contains("somebody else")));
        Assert.Equal(version, await VersionAsync(service));
        Directory.Delete(service.Model, recursive: true);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        var answer = await service.PostAsync("/v1/translate", new { sentences = new[] { new { text = "a" } } });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<string> VersionAsync(TinyService service)
    {
        JsonElement models = await TinyService.ReadAsync(await service.Client.GetAsync("/v1/models"));
        return models.GetProperty("models")[0].GetProperty("version").GetString()!;
    }
}
