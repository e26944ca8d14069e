using System.Diagnostics;
using System.Text.Json;

namespace Optiglot.Cli.Tests;

/// <summary>Encoders that start from a model which <c>models get</c> brought.</summary>
[Collection(ChildProcesses.Name)]
public class StartFromTests
{
    private const string Encoder = "{ width: 384, layers: 6, heads: 12, feed_forward: 1536 }";

    [Fact]
    public void MiniLmFromItsPackageIsCheckedMendedAndTrainedOn()
    {
        string folder = TestFolders.Fresh(), models = Path.Combine(folder, "models"), weights = Path.Combine(models, "minilm", "model.safetensors");
        CliRun got = CliRun.Of("models", "get", "minilm", "--into", models);
        if (got.Code != 0 && got.Error.Contains("cannot be had")) Assert.Skip(got.Error.TrimEnd());
        Assert.True(got.Code == 0, got.Error);

        using (FileStream file = File.OpenWrite(weights))
        {
            file.Position = file.Length - 1;
            file.WriteByte(0x55);
        }

        CliRun wrong = CliRun.Of("models", "verify", "minilm", "--models", models, "--data", folder);
        Assert.Equal(1, wrong.Code);
        Assert.Contains(weights, wrong.Output);
        Assert.Equal(0, CliRun.Of("models", "get", "minilm", "--into", models).Code);
        Assert.Equal(0, CliRun.Of("models", "verify", "minilm", "--models", models, "--data", folder).Code);

        string recipe = Recipe(folder, Encoder);
        CliRun trained = CliRun.Of("pretrain", recipe, "--data", folder, "--out", Path.Combine(folder, "run"));
        Assert.True(trained.Code == 0, trained.Error);
        Assert.True(File.Exists(Path.Combine(folder, "run", "vlp_pairs", "best.safetensors")),
            string.Join(' ', Directory.GetFiles(Path.Combine(folder, "run", "vlp_pairs"))));
        CliRun ran = CliRun.Of("run", recipe, "--data", folder, "--out", Path.Combine(folder, "run"));
        Assert.True(ran.Code == 0, ran.Error);
        Assert.Contains("BLEU", ran.Output);
    }

    [Fact]
    public void AnotherEncoderThanThatOfTheWeightsIsToldWithItsSizes()
    {
        string folder = TestFolders.Fresh();
        Fake(Path.Combine(folder, "models", "minilm"));
        CliRun.Of("pretrain", Recipe(folder, "{ width: 96, layers: 6, heads: 12, feed_forward: 1536, norm: pre }"), "--data", folder, "--out",
            Path.Combine(folder, "run"))
            .AssertEnds("config.json", "hidden_size is 384, the recipe's encoder has width 96", "norm post", "{ width: 384, norm: post }");
    }

    [Fact]
    public void AbsentWeightsNameTheCommand()
    {
        string folder = TestFolders.Fresh(), recipe = Recipe(folder, Encoder, "models/bert-base-uncased");
        CliRun.Of("pretrain", recipe, "--data", folder, "--out", Path.Combine(folder, "run"))
            .AssertEnds("models/bert-base-uncased", "./optiglot models get bert-base-uncased");
    }

    [Fact]
    public void WhatTheVariableNamesIsFound()
    {
        string folder = TestFolders.Fresh(), models = Path.Combine(folder, "elsewhere");
        Fake(Path.Combine(models, "minilm"));
        string recipe = Recipe(folder, Encoder);
        ProcessStartInfo start = new(Path.Combine(TestFolders.Repository, "optiglot"), ["doctor", "--recipe", recipe, "--data", folder, "--json"])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, Environment = { ["OPTIGLOT_MODELS"] = models },
        };
        using Process process = Process.Start(start)!;
        using JsonDocument json = JsonDocument.Parse(process.StandardOutput.ReadToEnd());
        foreach (string finding in (string[])["source_vocabulary", "start_from"])
            Assert.Equal("ok", json.RootElement.GetProperty(finding).GetProperty("level").GetString());
        Assert.Contains(models, json.RootElement.GetProperty("start_from").GetProperty("detail").GetString());
    }

    // The configuration and a vocabulary are enough for the checks.
    private static void Fake(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), """
            { "hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 1536, "hidden_act": "gelu", "max_position_embeddings": 512, "type_vocab_size": 2, "vocab_size": 7 }
            """);
        File.WriteAllText(Path.Combine(folder, "vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\n");
        File.WriteAllText(Path.Combine(folder, "model.safetensors"), "");
    }

    private static string Recipe(string folder, string encoder, string start = "models/minilm")
    {
        string recipe = SmallRecipe.Write(folder);
        File.WriteAllText(recipe, File.ReadAllText(recipe).Replace("joint: true", "joint: false").Replace("source: { kind: bpe, size: 120 }", """
            source: { kind: wordpiece, vocabulary: models/minilm/vocab.txt, lower_case: true, tokenize: false, normalize: false }
              target: { kind: bpe, size: 120 }
            """).Replace(
                "model:\n  encoder: { width: 16, layers: 1, heads: 2, feed_forward: 32 }", $"model:\n  start_from: {start}\n  encoder: {encoder}") + """
            pretrain:
              pairs: { max_steps: 2, batch_tokens: 200 }

            """);
        return recipe;
    }
}
