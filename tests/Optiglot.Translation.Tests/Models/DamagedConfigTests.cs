using System.Text;
using Optiglot.Testing;

namespace Optiglot.Translation.Tests;

/// <summary>A model folder's configuration that hands have changed is taken or told in one line.</summary>
public class DamagedConfigTests
{
    [Fact]
    public void Configurations()
    {
        using var folder = new TinyTranslator.Folder();
        using var model = TinyTranslator.Model();
        string path = folder.At("model");
        ModelFolder.Save(path, model, TinyTranslator.Description());
        string config = Path.Combine(path, "config.json");
        byte[] sound = File.ReadAllBytes(config);
        int refused = Mutations.AssertToldOrTaken(config, new Mutations(seed: 1).OfJson(sound, 700).Concat(new Mutations(seed: 2).Of(sound, 300)), _ =>
            Use(path), typeof(FileNotFoundException));
        Assert.InRange(refused, 300, 1000);
    }

    [Theory]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": true")]
    [InlineData("\"maximumPositions\": 60", "\"maximumPositions\": 1")]
    [InlineData("\"maximumPositions\": 40", "\"maximumPositions\": 1")]
    [InlineData("\"classNames\": [", "\"classNames\": [ null, ")]
    public void OneValue(string old, string changed)
    {
        using var folder = new TinyTranslator.Folder();
        using var model = TinyTranslator.Model();
        string path = folder.At("model");
        ModelFolder.Save(path, model, TinyTranslator.Description());
        string config = Path.Combine(path, "config.json"), text = File.ReadAllText(config);
        Assert.Contains(old, text);
        Assert.Equal(1, Mutations.AssertToldOrTaken(config, [Encoding.UTF8.GetBytes(text.Replace(old, changed))], _ => Use(path)));
    }

    // The graphs load: they are sound, and another model's.
    [Fact]
    public void GraphsThatCannotRun()
    {
        using var folder = new TinyTranslator.Folder();
        using var model = OnnxVariant.Model("joint");
        string path = OnnxVariant.Save(folder, "joint", model, OnnxPrecision.Fp32), config = Path.Combine(path, "config.json");
        string text = File.ReadAllText(config), encoder = FileHash.Sha256(Path.Combine(path, "encoder.onnx")),
            decoder = FileHash.Sha256(Path.Combine(path, "decoder.onnx"));
        File.Copy(Path.Combine(path, "encoder.onnx"), Path.Combine(path, "decoder.onnx"), overwrite: true);
        File.WriteAllText(config, text.Replace(decoder, encoder));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() =>
        {
            using OnnxTranslator translator = OnnxTranslator.Open(path);
            translator.Translate([new TranslationRequest("two dogs")]);
        });
        Assert.Contains(path, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static void Use(string path)
    {
        try
        {
            using Translator translator = Translator.Open(path);
            translator.Translate([new TranslationRequest("two dogs")]);
        }
        catch (InvalidDataException error) when (error.Message.StartsWith(path, StringComparison.Ordinal))
        {
            // Of the weights or the tokeniser, which do not fit the configuration.
            throw new InvalidDataException($"config.json: {error.Message}", error);
        }
    }
}
