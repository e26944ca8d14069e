using System.Text.Json;
using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Models.Tests;

public sealed class BertFromOnnxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void EveryWeightComesOutAsItWentIn()
    {
        (byte[] file, Dictionary<string, float[]> weights) = TinyBert.Build();
        string path = _folder["model.safetensors"];
        SafetensorsWriter.Write(path, BertFromOnnx.Weights(OnnxGraph.Read(file)));
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        Assert.Equal(weights.Keys.Order(StringComparer.Ordinal), reader.Entries.Select(entry => entry.Name));
        foreach (SafetensorsEntry entry in reader.Entries) Assert.Equal(weights[entry.Name], reader.ReadWeights(entry.Name, [.. entry.Shape]));
        Assert.Equal([TinyBert.Inner, TinyBert.Width], reader["encoder.layer.0.intermediate.dense.weight"].Shape);
        Assert.Equal([TinyBert.Width, TinyBert.Inner], reader["encoder.layer.0.output.dense.weight"].Shape);
    }

    [Fact]
    public void TheConfigurationFollowsFromTheShapes()
    {
        using JsonDocument config = JsonDocument.Parse(BertFromOnnx.Config(BertFromOnnx.Weights(OnnxGraph.Read(TinyBert.Build().File)), heads: 2));
        (string Key, int Value)[] expected = [("vocab_size", TinyBert.Words), ("hidden_size", TinyBert.Width), ("num_hidden_layers", 1),
            ("num_attention_heads", 2), ("intermediate_size", TinyBert.Inner),
            ("max_position_embeddings", 8), ("type_vocab_size", 2)];
        Assert.All(expected, pair => Assert.Equal(pair.Value, config.RootElement.GetProperty(pair.Key).GetInt32()));
        Assert.Equal("gelu", config.RootElement.GetProperty("hidden_act").GetString());
    }

    [Fact]
    public void AMatrixWithoutABiasThatNamesItIsRefused()
    {
        (byte[] file, _) = TinyBert.Build((graph, _) => graph.Node("MatMul", ["input_ids", graph.Weight("lone", OnnxType.Single, [4, 4], () => new byte[64])]));
        Assert.Contains("lone", Assert.Throws<InvalidDataException>(() => BertFromOnnx.Weights(OnnxGraph.Read(file))).Message);
    }

    [Fact]
    public void AWeightThatBertDoesNotHaveIsNamed()
    {
        (byte[] file, _) = TinyBert.Build((graph, _) => graph.Weight("head.weight", OnnxType.Single, [1], () => new byte[4]));
        Assert.Contains("head.weight has no place", Assert.Throws<InvalidDataException>(() => BertFromOnnx.Weights(OnnxGraph.Read(file))).Message);
    }

    [Fact]
    public void AGraphThatIsNoBertSaysWhatItLacks()
    {
        var graph = new OnnxGraph([new("Identity", ["x"], ["y"])], new Dictionary<string, OnnxTensor>());
        Assert.Contains("lacks embeddings.word_embeddings.weight", Assert.Throws<InvalidDataException>(() => BertFromOnnx.Weights(graph)).Message);
    }

    public void Dispose() => _folder.Dispose();
}
