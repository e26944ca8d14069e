using Optiglot.Networks;
using Optiglot.Training.Tests;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Weights;

/// <summary>BERT's checkpoints of all spellings go in and come out.</summary>
public class BertCheckpointTests
{
    [Theory]
    [InlineData(true, true, ScalarType.Float32)]
    [InlineData(true, false, ScalarType.Float32)]
    [InlineData(false, true, ScalarType.Float32)]
    [InlineData(false, false, ScalarType.Float32)]
    [InlineData(true, false, ScalarType.Float16)]
    [InlineData(false, true, ScalarType.BFloat16)]
    public void GoesInAndComesOut(bool heads, bool old, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        BertCheckpoint checkpoint = BertCheckpoint.Create(heads, old, type);
        string file = checkpoint.Write(folder["bert.safetensors"]), exported = folder["ours.safetensors"];
        using PretrainingModel model = Fresh(1), again = Fresh(2), encoderOnly = Fresh(1);
        Tensor region = model.Parameters.MasterOf("bert.embeddings.region_projection.weight").clone();
        WeightFile.Load(model.Parameters, file, WeightMap.Pretraining);
        foreach ((string name, Tensor value) in checkpoint.Wanted) TinyModel.Close(value, model.Parameters.MasterOf(name), 0);
        TinyModel.Close(region, model.Parameters.MasterOf("bert.embeddings.region_projection.weight"), 0);

        WeightFile.Save(model.Parameters, exported, [ParameterGroup.Encoder, ParameterGroup.PretrainingHead]);
        using (SafetensorsFile ours = SafetensorsFile.Open(exported))
            Assert.Superset(checkpoint.Wanted.Select(each => each.Name).ToHashSet(), ours.Entries.Select(entry => entry.Name).ToHashSet());
        WeightFile.Load(again.Parameters, exported, WeightMap.Pretraining with { Optional = [] });
        TinyModel.Close(model.Parameters.Master, again.Parameters.Master, 0);

        WeightFile.Load(encoderOnly.Parameters, file, WeightMap.Encoder);
        (long first, long count) = model.Parameters.RangeOf(ParameterGroup.Encoder);
        TinyModel.Close(model.Parameters.Master.narrow(0, first, count), encoderOnly.Parameters.Master.narrow(0, first, count), 0);
    }

    [Fact]
    public void AnEncoderOfOursComesOutOfAWholeTranslationModel()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        ModelOptions options = TinyModel.Options(modality: new ModalityLossOptions { Layers = ModalityLayers.All });
        using TranslationModel model = TinyModel.Create(options), other = TinyModel.Create(options, seed: 2);
        WeightFile.Save(model.Parameters, folder["all"], Enum.GetValues<ParameterGroup>());
        WeightFile.Load(other.Parameters, folder["all"], WeightMap.Encoder);
        (long first, long count) = model.Parameters.RangeOf(ParameterGroup.Encoder);
        TinyModel.Close(model.Parameters.Master.narrow(0, first, count), other.Parameters.Master.narrow(0, first, count), 0);
        WeightFile.Save(model.Parameters, folder["exported"], [ParameterGroup.Encoder, ParameterGroup.Decoder]);
        WeightFile.Load(other.Parameters, folder["exported"], WeightMap.Translation);
        (first, count) = model.Parameters.RangeOf(ParameterGroup.Decoder);
        TinyModel.Close(model.Parameters.Master.narrow(0, first, count), other.Parameters.Master.narrow(0, first, count), 0);
    }

    [Fact]
    public void MissingTensorsAreNamed() =>
        Refused("bert.encoder.layer.1.intermediate.dense.bias is missing", tensors => tensors.Remove("bert.encoder.layer.1.intermediate.dense.bias"));

    [Fact]
    public void UnusedTensorsAreNamed() =>
        Refused("bert.encoder.layer.2.output.dense.bias has no place", tensors => tensors["bert.encoder.layer.2.output.dense.bias"] = zeros(8));

    [Fact]
    public void MisshapenTensorsAreNamed() =>
        Refused("bert.embeddings.word_embeddings.weight is [24, 8], this model has [23, 8]",
            tensors => tensors["bert.embeddings.word_embeddings.weight"] = zeros(24, 8));

    [Fact]
    public void MisshapenNormsAreNamedOnceInTheirOwnSpelling()
    {
        const string Norm = "bert.embeddings.LayerNorm.gamma";
        string message = Refused($"{Norm} is [9], this model has [8]", tensors => tensors[Norm] = zeros(9));
        Assert.DoesNotContain("missing", message);
    }

    [Fact]
    public void TwiceTheSameTensorIsNamed() =>
        Refused("bert.embeddings.LayerNorm.weight is there twice, also as bert.embeddings.LayerNorm.gamma",
            tensors => tensors["bert.embeddings.LayerNorm.weight"] = zeros(8));

    [Fact]
    public void NumbersThatAreNoWeightsAreNamed() =>
        Refused("cls.predictions.bias holds I64", tensors => tensors["cls.predictions.bias"] = zeros(23, ScalarType.Int64));

    [Fact]
    public void ManyProblemsAreCutShort()
    {
        string message = Refused("and 3 more", tensors =>
        {
            string[] parts = [".layer.0.attention.self", ".layer.1.attention.output.dense"];
            foreach (string key in tensors.Keys.Where(key => parts.Any(key.Contains)).ToList()) tensors.Remove(key);
        });
        Assert.True(message.Length < 700, message);
    }

    private static PretrainingModel Fresh(ulong seed) => PretrainingModel.Create(BertCheckpoint.Options, ScalarType.Float32, CPU, seed);

    // One line that names it, and nothing changed.
    private static string Refused(string expected, Action<Dictionary<string, Tensor>> spoil)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        BertCheckpoint checkpoint = BertCheckpoint.Create(heads: true, old: true);
        spoil(checkpoint.Tensors);
        string file = checkpoint.Write(folder["bert.safetensors"]);
        using PretrainingModel model = Fresh(1);
        Tensor before = model.Parameters.Master.clone();
        string message = Assert.Throws<InvalidDataException>(() => WeightFile.Load(model.Parameters, file, WeightMap.Pretraining)).Message;
        Assert.Contains(expected, message);
        Assert.StartsWith(file, message);
        Assert.DoesNotContain('\n', message);
        TinyModel.Close(before, model.Parameters.Master, 0);
        return message;
    }
}
