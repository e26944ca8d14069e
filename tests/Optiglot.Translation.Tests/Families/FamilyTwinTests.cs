using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

/// <summary>Each family against a second implementation, written from its paper's equations in plain loops over doubles, a sentence at a time.</summary>
public class FamilyTwinTests
{
    private const double Tolerance = 1e-5;

    private static readonly Dictionary<string, SlowFamily> Twins = new()
    {
        ["bert-fused"] = SlowBertFused.Decode,
        ["deliberation"] = SlowDeliberation.Decode,
        ["doubly-attentive"] = SlowDoublyAttentive.Decode,
        ["doubly-attentive-rnn"] = SlowDoublyAttentiveRecurrent.Decode,
        ["fusion-conv"] = SlowFusionConv.Decode,
        ["gated-fusion"] = SlowGatedFusion.Decode,
        ["graph-fusion"] = SlowGraphFusion.Decode,
        ["lxmert"] = SlowLxmert.Decode,
        ["multimodal-self-attention"] = SlowMultimodalSelfAttention.Decode,
        ["selective-attention"] = SlowSelectiveAttention.Decode,
        ["trg-mul"] = SlowTargetGating.Decode,
        ["vag"] = SlowVag.Decode,
        ["vlp"] = SlowVlp.Decode,
        ["vmmt"] = SlowVmmt.Decode,
    };

    public static TheoryData<string, bool> Families => new(
        from family in NetworkFamilies.All from pictures in new[] { true, false } where family.Name != "toy" select (family.Name, pictures));

    [Theory, MemberData(nameof(Families))]
    public void ABatchEqualsTheTwinOfEachOfItsSentences(string family, bool pictures)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using TranslationModel model = FamilyModels.Create(family, pictures);
        using SourceBatch batch = FamilyModels.Batch(model, 5);
        Tensor targets = FamilyModels.Targets(5, 6), hidden = model.Decode(model.Encode(batch), targets).Hidden;
        var network = new SlowNetwork(model);
        SlowSource[] sources = [.. Enumerable.Range(0, 5).Select(sentence => SlowSource.Of(batch, sentence))];
        Assert.Equal(pictures, sources.Any(source => source.HasPicture));
        Assert.Contains(sources, source => !source.HasPicture);
        for (int sentence = 0; sentence < sources.Length; sentence++)
        {
            double[][] expected = Twins[family](network, sources[sentence], targets[sentence].data<long>().ToArray());
            float[] found = hidden[sentence].contiguous().data<float>().ToArray();
            double off = expected.SelectMany(row => row).Zip(found, (a, b) => Math.Abs(a - b)).Max();
            Assert.True(off < Tolerance, $"sentence {sentence} differs by {off}");
        }
    }
}
