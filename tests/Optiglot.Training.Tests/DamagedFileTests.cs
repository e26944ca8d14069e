using System.IO.Compression;
using System.Text;
using Optiglot.Testing;

namespace Optiglot.Training.Tests;

/// <summary>Damaged recipes, checkpoints and texts are taken or told in one line.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private static readonly string[] YamlWords = ["null", "[", "{", "}", "*a", "&a", "!!int", "-1", "0", "1e999", "\"", "'", "\0", "---", "? x", "|", ">",
        "%YAML 9", "<<: *a", "\t", "# x\0: all", "99999999999999999999", "[a, b]", "{ a: b }"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Recipes()
    {
        using var world = new ToyWorld(pictures: true);
        string sound = RecipeWriter.Write(world.Recipe(pictures: true));
        var texts = new Mutations(seed: 8).OfText(sound, 1500, YamlWords).Select(Encoding.UTF8.GetBytes)
            .Concat(new Mutations(seed: 9).Of(Encoding.UTF8.GetBytes(sound), 500));
        int refused = Mutations.AssertToldOrTaken(folder["a.yaml"], texts, file => RecipeFile.Load(file), typeof(FileNotFoundException));
        Assert.InRange(refused, 500, 2000);
    }

    [Theory]
    [InlineData("name: x\n# x\0: all\n")]
    [InlineData("name: \"\0\"\n")]
    [InlineData("\0")]
    public void RecipesOfNothing(string text) =>
        Assert.Equal(1, Mutations.AssertToldOrTaken(folder["a.yaml"], [Encoding.UTF8.GetBytes(text)], file => RecipeFile.Load(file)));

    [Fact]
    public void Checkpoints()
    {
        LoopState state = new()
        {
            Step = 5, Scores = [new ScoreAt(1, 5, 30, 2)], Evaluated = ["evaluated-00000005.safetensors"],
            Hashes = new Dictionary<string, string> { ["a"] = "b" }
        };
        CheckpointFile.Save(folder["last.checkpoint"], state, [CheckpointBuffer.Of("weights", new float[12]), CheckpointBuffer.Of("generator", new byte[5])]);
        byte[] sound = File.ReadAllBytes(folder["last.checkpoint"]);
        int header = (int)BitConverter.ToInt64(sound);
        var heads = new Mutations(seed: 3).OfJson(sound[8..(8 + header)], 1000)
            .Select(json => (byte[])[.. BitConverter.GetBytes((long)json.Length), .. json, .. sound[(8 + header)..]]);
        int refused = Mutations.AssertToldOrTaken(folder["a.checkpoint"], heads.Concat(new Mutations(seed: 4).Of(sound, 1000)), file =>
        {
            using CheckpointFile opened = CheckpointFile.Open(file);
            opened.State<LoopState>();
            foreach (string name in opened.Names) opened.Read(name, new byte[1]);
        });
        Assert.InRange(refused, 1900, 2000);
    }

    [Theory]
    [InlineData("\"data_offsets\":[0,48]", "\"data_offsets\":[]")]
    [InlineData("\"data_offsets\":[0,48]", "\"data_offsets\":null")]
    [InlineData("\"shape\":[12]", "\"shape\":null")]
    public void CheckpointHeaders(string old, string changed)
    {
        CheckpointFile.Save(folder["last.checkpoint"], new LoopState(), [CheckpointBuffer.Of("weights", new float[12])]);
        byte[] sound = File.ReadAllBytes(folder["last.checkpoint"]);
        int length = (int)BitConverter.ToInt64(sound);
        string header = Encoding.UTF8.GetString(sound, 8, length);
        Assert.Contains(old, header);
        byte[] json = Encoding.UTF8.GetBytes(header.Replace(old, changed));
        Assert.Equal(1, Mutations.AssertToldOrTaken(folder["a.checkpoint"], [[.. BitConverter.GetBytes((long)json.Length), .. json, .. sound[(8 + length)..]]],
            file => CheckpointFile.Open(file).Dispose()));
    }

    [Fact]
    public void PackedTexts()
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(i => $"{i}.jpg\ta dog and {i * 7919 % 1000} cats\n"))));
        int refused = Mutations.AssertToldOrTaken(folder["captions.tsv.gz"], new Mutations(seed: 5).Of(packed.ToArray(), 1000), file =>
            CaptionCorpus.ReadPairs(file));
        Assert.InRange(refused, 300, 1000);
    }

    [Fact]
    public void Logs()
    {
        using (JsonLinesProgress log = new(folder["log.jsonl"]))
            for (int i = 0; i < 5; i++) log.Report(new TrainingReport { Event = TrainingEvent.Step, Stage = "stage1", Step = i, Loss = 2.5 });
        Mutations.AssertToldOrTaken(folder["log.jsonl"], new Mutations(seed: 6).Of(File.ReadAllBytes(folder["log.jsonl"]), 500), file =>
            TrainingSummary.Read(file));
    }
}
