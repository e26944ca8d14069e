namespace Optiglot.Training.Tests;

/// <summary>A recipe of each family. A class of its own: tests of a class run one after the other.</summary>
public sealed class FamilyRecipePromiseTests(RecipePromise.SeenPictures seen) : RecipePromise(seen)
{
    [Theory]
    [InlineData("families/bert-fused-en-de")]
    [InlineData("families/deliberation-en-de")]
    [InlineData("families/doubly-attentive-en-de")]
    [InlineData("families/doubly-attentive-rnn-en-de")]
    [InlineData("families/fusion-conv-en-de")]
    [InlineData("families/gated-fusion-en-de")]
    [InlineData("families/graph-fusion-en-de")]
    [InlineData("families/lxmert-en-de")]
    [InlineData("families/multimodal-self-attention-en-de")]
    [InlineData("families/selective-attention-en-de")]
    [InlineData("families/trg-mul-en-de")]
    [InlineData("families/vag-en-de")]
    [InlineData("families/vmmt-en-de")]
    public void RunsOnRealData(string name) => RunOnRealData(name);
}
