using Optiglot.Networks;

namespace Optiglot.Translation.Tests;

public class OnnxExportTests
{
    // Options that change nothing in a finished model: dropout, first weights, losses.
    private static readonly string[] OfTraining = ["Dropout", "AttentionDropout", "ActivationDropout", "InitialDeviation"];

    private static string Save(TinyTranslator.Folder folder, params OnnxPrecision[] precisions)
    {
        using var model = OnnxVariant.Model("joint");
        return OnnxVariant.Save(folder, "joint", model, precisions);
    }

    private static void AssertOneLine(Exception error, params string[] parts)
    {
        Assert.DoesNotContain('\n', error.Message);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }

    /// <summary>A new option of the network must find its way into the graphs, or be refused by them; then it is added here.</summary>
    [Fact]
    public void TheGraphsKnowEveryOption()
    {
        static IEnumerable<string> Names<T>() => typeof(T).GetProperties().Select(property => property.Name).Except(OfTraining).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["Activation", "FeedForward", "Heads", "Layers", "MaximumPositions", "Norm", "NormEpsilon", "Positions", "RegionFeatures", "ScaleEmbeddings",
                "Segments", "VocabularySize", "Width"],
            Names<EncoderOptions>());
        Assert.Equal(
            ["Activation", "Bridge", "CrossAttention", "FeedForward", "Heads", "Layers", "MaximumPositions", "Norm", "NormEpsilon", "Positions",
                "ShareWithEncoder", "VocabularySize", "Width"],
            Names<DecoderOptions>());
        Assert.Equal(["Decoder", "Encoder", "Family", "FamilyOptions", "Modality"], Names<ModelOptions>());
    }

    [Fact]
    public void AnOptionThatNoNetworkHasIsNamed()
    {
        var options = TinyTranslator.Options();
        var strange = options with { Decoder = options.Decoder with { CrossAttention = (CrossAttentionKind)99 } };
        AssertOneLine(Assert.Throws<ArgumentException>(() => OnnxNetwork.Build(strange, null, OnnxPrecision.Fp32)), "cross-attention", "99");
    }

    [Fact]
    public void WhetherANetworkHasGraphsIsKnownWithoutWeights()
    {
        Assert.All(OnnxVariant.All.Values, options => Assert.Null(OnnxNetwork.Obstacle(options)));
    }

    [Fact]
    public void GraphsAreAddedBesideTheWeights()
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder, OnnxPrecision.Fp32, OnnxPrecision.Int8, OnnxPrecision.Fp32);
        Assert.Equal(
            ["README.md", "config.json", "decoder.int8.onnx", "decoder.onnx", "encoder.int8.onnx", "encoder.onnx", "model.safetensors", "vocabulary.bpe.json"],
            Directory.GetFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var opened = ModelFolder.Open(path);
        Assert.Equal(FileHash.Sha256(Path.Combine(path, "decoder.onnx")), opened.Config.Onnx!.Float32!.DecoderSha256);
        opened.LoadModel().Dispose();
        Assert.Single(Directory.GetFileSystemEntries(folder.FolderPath));
        using var other = TinyTranslator.Model(seed: 4);
        ModelFolder.Save(path, other, TinyTranslator.Description());
        Assert.Null(ModelFolder.Open(path).Config.Onnx);
    }

    [Fact]
    public void AFolderToServeFromHasNoWeights()
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder), served = folder.At("served");
        var written = OnnxExport.Write(path, OnnxPrecision.Int8, served);
        Assert.Equal(served, written.FolderPath);
        Assert.Equal(["README.md", "config.json", "decoder.int8.onnx", "encoder.int8.onnx", "vocabulary.bpe.json"],
            Directory.GetFiles(served).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using (var translator = OnnxTranslator.Open(served)) Assert.NotEmpty(translator.Translate([new("two dogs")])[0].Tokenized);
        AssertOneLine(Assert.Throws<FileNotFoundException>(() => Translator.Open(served)), "model.safetensors", "--engine onnx");
        AssertOneLine(Assert.Throws<FileNotFoundException>(() => OnnxExport.Write(served, OnnxPrecision.Fp32)), "exported");
        var single = new OnnxTranslatorSettings { Precision = OnnxPrecision.Fp32 };
        AssertOneLine(Assert.Throws<FileNotFoundException>(() => OnnxTranslator.Open(served, single)), "export --model");
        Assert.Null(ModelFolder.Open(path).Config.Onnx);
    }

    [Fact]
    public void AFolderWithoutGraphsSaysHowToMakeThem()
    {
        using var folder = new TinyTranslator.Folder();
        AssertOneLine(Assert.Throws<FileNotFoundException>(() => OnnxTranslator.Open(Save(folder))), "no ONNX graphs", "export --model", "--onnx");
        AssertOneLine(Assert.Throws<FileNotFoundException>(
            () => OnnxTranslator.Open(folder.At("model"), new OnnxTranslatorSettings { Precision = OnnxPrecision.Int8 })), "--int8");
    }

    [Theory]
    [InlineData("encoder.onnx")]
    [InlineData("decoder.onnx")]
    public void AChangedOrMissingGraphIsNoticed(string name)
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder, OnnxPrecision.Fp32), file = Path.Combine(path, name);
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^2] ^= 1;
        File.WriteAllBytes(file, bytes);
        AssertOneLine(Assert.Throws<InvalidDataException>(() => OnnxTranslator.Open(path)), file, "changed");
        AssertOneLine(Assert.Throws<InvalidDataException>(() => ModelFolder.Open(path)), file, "changed");
        File.Delete(file);
        AssertOneLine(Assert.Throws<FileNotFoundException>(() => OnnxTranslator.Open(path)), file, "graph is missing");
        using var translator = Translator.Open(ModelFolder.Open(path, ModelParts.None));
    }

    [Fact]
    public void AGraphThatIsNoneIsAnErrorEvenWhenItsHashIsRight()
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder, OnnxPrecision.Fp32), file = Path.Combine(path, "decoder.onnx"), config = Path.Combine(path, "config.json");
        string before = FileHash.Sha256(file);
        File.WriteAllText(file, "no graph");
        File.WriteAllText(config, File.ReadAllText(config).Replace(before, FileHash.Sha256(file)));
        AssertOneLine(Assert.Throws<InvalidDataException>(() => OnnxTranslator.Open(path)), file, "ONNX Runtime cannot load it");
    }

    [Fact]
    public void WeightsOfAnotherShapeAreRefusedAndTheFolderStays()
    {
        using var folder = new TinyTranslator.Folder();
        string path = Save(folder), config = Path.Combine(path, "config.json");
        string text = File.ReadAllText(config);
        File.WriteAllText(config, text.Replace("\"feedForward\": 32", "\"feedForward\": 36"));
        AssertOneLine(Assert.Throws<InvalidDataException>(() => OnnxExport.Write(path, OnnxPrecision.Fp32)), "intermediate.dense", "[36");
        File.WriteAllText(config, text);
        Assert.Null(ModelFolder.Open(path).Config.Onnx);
        Assert.Single(Directory.GetFileSystemEntries(folder.FolderPath));
    }

    [Fact]
    public void AConfigurationThatNamesNothingToTranslateWithIsAnError()
    {
        using var folder = new TinyTranslator.Folder();
        string file = Path.Combine(Save(folder), "config.json");
        string[] lines = [.. File.ReadAllLines(file).Where(line => !line.Contains("weightsSha256"))];
        File.WriteAllText(file, string.Join('\n', lines).Replace(",\n}", "\n}"));
        AssertOneLine(Assert.Throws<InvalidDataException>(() => ModelFolder.Open(folder.At("model"))), file, "neither weights");
    }

    [Fact]
    public void EightBitsRoundToTheNearestByRows()
    {
        var matrix = QuantizedMatrix.Of([1, -0.6f, 0.25f, 0, 0, 0, 2, 127, -254], rows: 3);
        Assert.Equal([127, -76, 32, 0, 0, 0, 1, 64, -127], matrix.Values);
        Assert.Equal([1 / 127f, 1, 2], matrix.Scales);
        Assert.Equal([127, 0, 1], matrix.Transposed()[..3].Select(value => (int)(sbyte)value));
    }
}
