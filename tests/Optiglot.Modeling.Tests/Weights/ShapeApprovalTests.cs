using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Weights;

/// <summary>Models of full size, built on the meta device without memory, against lists of names and shapes.</summary>
public class ShapeApprovalTests
{
    private static readonly EncoderOptions BertBase = new() { VocabularySize = 30522, RegionFeatures = 2048 };

    private static readonly ModelOptions Paper = new()
    {
        Encoder = BertBase,
        Decoder = new DecoderOptions { VocabularySize = 10000, Width = 1024, Heads = 16, FeedForward = 4096, Dropout = 0.3 },
        Modality = new ModalityLossOptions { Layers = ModalityLayers.Last },
    };

    [Fact]
    public void PretrainingModelHasTheTensorsOfBertBaseUncased()
    {
        using PretrainingModel model = PretrainingModel.Create(BertBase, ScalarType.Float32, META, 1);
        Assert.Equal(Approved("bert-base-uncased.txt"), Tensors(model.Parameters, ParameterGroup.Encoder, ParameterGroup.PretrainingHead));
        // BertForPreTraining's own count, and the region layers'.
        long regions = (768 * 2054) + (3 * 768);
        Assert.Equal(110_106_428 + regions, model.Parameters.All.Sum(parameter => parameter.Size));
    }

    [Fact]
    public void WithoutRegionsNothingIsAdded()
    {
        using PretrainingModel model = PretrainingModel.Create(BertBase with { RegionFeatures = 0 }, ScalarType.Float32, META, 1);
        Assert.Equal(206, model.Parameters.Names.Count());
        Assert.DoesNotContain(model.Parameters.Names, each => each.Name.Contains("region"));
    }

    [Theory, InlineData(ScalarType.Float32), InlineData(ScalarType.BFloat16)]
    public void ThePapersModelHasTheTensorsOfTheLists(ScalarType type)
    {
        using TranslationModel model = TranslationModel.Create(Paper, type, META, 1);
        Assert.Equal(Approved("decoder-paper.txt"), Tensors(model.Parameters, ParameterGroup.Decoder, ParameterGroup.Modality));
        string[] encoder = [.. Approved("bert-base-uncased.txt").Where(line => line.StartsWith("bert.e", StringComparison.Ordinal))];
        Assert.Equal(encoder, Tensors(model.Parameters, ParameterGroup.Encoder));
        Assert.Equal(type, model.Parameters.Working.dtype);
        Assert.All(model.Parameters.All, parameter => Assert.Equal(parameter.Shape, parameter.Value.shape));
    }

    private static string[] Approved(string name) =>
        Sorted(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "golden", name)).Where(line => line.Length > 0 && line[0] != '#'));

    private static string[] Tensors(ParameterSet parameters, params ParameterGroup[] groups) =>
        Sorted(parameters.Names.Where(each => groups.Contains(each.Group)).Select(each => $"{each.Name} [{string.Join(", ", each.Shape)}]"));

    private static string[] Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];
}
