using Optiglot.Testing;

namespace Optiglot.Text.Tests;

/// <summary>Damaged tokenisers are taken or told in one line.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-text-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Tokenizers()
    {
        string path = Path.Combine(folder, "sound.bpe.json");
        BpeLearner.Learn(["two dogs play with a ball", "a dog plays with two balls", "zwei Hunde spielen"], 60).Save(path);
        byte[] sound = File.ReadAllBytes(path);
        int refused = Mutations.AssertToldOrTaken(
            Path.Combine(folder, "a.bpe.json"), new Mutations(seed: 1).OfJson(sound, 2000).Concat(new Mutations(seed: 2).Of(sound, 1000)), file =>
        {
            BpeTokenizer read = BpeTokenizer.Load(file);
            read.Decode(read.Encode("two dogs of hundreds"));
        });
        Assert.InRange(refused, 500, 3000);
    }
}
