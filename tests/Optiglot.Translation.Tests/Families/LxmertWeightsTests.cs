using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

/// <summary>What an LXMERT may start from.</summary>
public class LxmertWeightsTests
{
    private static readonly ParameterGroup[] Encoder = [ParameterGroup.Encoder];

    [Fact]
    public void HuggingFacesNamesAreThere()
    {
        using TranslationModel model = Lxmert(pictures: true, cross: 1);
        string[] names =
        [
            "embeddings.token_type_embeddings.weight", "encoder.visn_fc.visn_fc.weight", "encoder.visn_fc.box_layer_norm.bias",
                "encoder.layer.1.attention.self.key.bias",
            "encoder.r_layers.0.output.LayerNorm.weight", "encoder.x_layers.0.visual_attention.att.query.weight",
                "encoder.x_layers.0.visual_attention.output.dense.weight",
            "encoder.x_layers.0.lang_self_att.self.value.weight", "encoder.x_layers.0.lang_self_att.output.LayerNorm.bias",
                "encoder.x_layers.0.visn_self_att.output.dense.bias",
            "encoder.x_layers.0.lang_inter.dense.weight", "encoder.x_layers.0.visn_output.dense.weight", "encoder.x_layers.0.visn_output.LayerNorm.weight",
        ];
        Assert.All(names, name => Assert.True(model.Parameters.Contains($"lxmert.{name}"), name));
        Assert.Equal([16, 4], model.Parameters.MasterOf("lxmert.encoder.visn_fc.box_fc.weight").shape);
    }

    [Fact]
    public void APlainBertIsItsLanguageStreamAndTheRestStaysFresh()
    {
        using var folder = new TinyTranslator.Folder();
        using var scope = NewDisposeScope();
        using TranslationModel bert = FamilyModels.Create("vlp", pictures: false), model = Lxmert(pictures: true, cross: 1),
            fresh = Lxmert(pictures: true, cross: 1);
        WeightFile.Save(bert.Parameters, folder.At("bert.safetensors"), Encoder);
        WeightFile.Load(model.Parameters, folder.At("bert.safetensors"), WeightMap.Encoder);
        foreach ((string name, long[] _, ParameterGroup group) in model.Parameters.Names.Where(each => each.Group == ParameterGroup.Encoder))
        {
            string old = name.Replace("lxmert.", "bert.", StringComparison.Ordinal);
            Tensor expected = bert.Parameters.Contains(old) ? bert.Parameters.MasterOf(old) : fresh.Parameters.MasterOf(name);
            Assert.True(expected.eq(model.Parameters.MasterOf(name)).all().item<bool>(), name);
            Assert.Equal(ParameterGroup.Encoder, group);
        }
    }

    /// <summary>What pre-training saves is the encoder that translation goes on from, state for state.</summary>
    [Fact]
    public void ItsPretrainingIsTheSameEncoderAndStartsFromABert()
    {
        using var folder = new TinyTranslator.Folder();
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using TranslationModel bert = FamilyModels.Create("vlp", pictures: false), model = Lxmert(pictures: true, cross: 1);
        WeightFile.Save(bert.Parameters, folder.At("bert.safetensors"), Encoder);
        using PretrainingModel pretraining = PretrainingModel.Create(
            model.Options.Encoder, ScalarType.Float32, CPU, 5, "lxmert", model.Options.FamilyOptions);
        WeightFile.Load(pretraining.Parameters, folder.At("bert.safetensors"), WeightMap.Pretraining);
        Assert.True(pretraining.Parameters.MasterOf("lxmert.encoder.layer.1.attention.self.key.weight")
            .eq(bert.Parameters.MasterOf("bert.encoder.layer.1.attention.self.key.weight")).all().item<bool>());
        WeightFile.Save(pretraining.Parameters, folder.At("pretrained.safetensors"), [ParameterGroup.Encoder, ParameterGroup.PretrainingHead]);
        WeightFile.Load(model.Parameters, folder.At("pretrained.safetensors"), WeightMap.Encoder);
        using SourceBatch batch = FamilyModels.Batch(model, 3);
        Assert.True(pretraining.Encode(batch).States.eq(model.Encode(batch).States).all().item<bool>());
        Assert.Equal([3, 2], pretraining.PairedLogits(pretraining.Encode(batch)).shape);
    }

    [Fact]
    public void AFamilyWithoutPretrainingSaysSo()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            PretrainingModel.Create(TinyTranslator.Options().Encoder, ScalarType.Float32, CPU, 5, "gated-fusion"));
        Assert.Contains("leave out the section pretrain", error.Message);
    }

    [Fact]
    public void ALxmertWithFewerLayersIsRefused()
    {
        using var folder = new TinyTranslator.Folder();
        using TranslationModel small = Lxmert(pictures: true, cross: 1), large = Lxmert(pictures: true, cross: 2), same = Lxmert(pictures: true, cross: 1);
        WeightFile.Save(small.Parameters, folder.At("small.safetensors"), Encoder);
        WeightFile.Load(same.Parameters, folder.At("small.safetensors"), WeightMap.Encoder);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() =>
            WeightFile.Load(large.Parameters, folder.At("small.safetensors"), WeightMap.Encoder));
        Assert.Contains("lxmert.encoder.x_layers.1.", error.Message);
    }

    /// <summary>As in a BERT without segments, tags are then told from the sentence by nothing.</summary>
    [Fact]
    public void WithoutSegmentsThereIsNoTableOfThem()
    {
        using var scope = NewDisposeScope();
        ModelOptions options = TinyTranslator.Options() with { Family = "lxmert" };
        using TranslationModel model = TranslationModel.Create(options with { Encoder = options.Encoder with { Segments = 0 } }, ScalarType.Float32, CPU, 8);
        using SourceBatch batch = FamilyModels.Batch(model, 3);
        Assert.Equal(1, batch.Segments.max().item<long>());
        Assert.False(model.Parameters.Contains("lxmert.embeddings.token_type_embeddings.weight"));
        Assert.Equal(3, model.Encode(batch).Sentences);
    }

    private static TranslationModel Lxmert(bool pictures, int cross) => TranslationModel.Create(
        TinyTranslator.Options(pictures) with { Family = "lxmert", FamilyOptions = new Dictionary<string,
            double> { ["region_layers"] = 1, ["cross_layers"] = cross } }, ScalarType.Float32, CPU, 8);
}
