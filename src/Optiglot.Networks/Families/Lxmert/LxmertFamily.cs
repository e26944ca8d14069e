namespace Optiglot.Networks;

/// <summary>A two-stream encoder: layers of language, layers of regions, then layers in which both look at each other.</summary>
public sealed class LxmertFamily : INetworkFamily
{
    /// <summary>Layers of regions alone: 5 in the paper.</summary>
    public static FamilyOption RegionLayers { get; } = new("region_layers", Default: 5, Minimum: 0, Maximum: 100, IsWhole: true);

    /// <summary>Cross-modality layers: 5 in the paper. Layers of language alone are the encoder's <c>layers</c>: 9 in the paper.</summary>
    public static FamilyOption CrossLayers { get; } = new("cross_layers", Default: 5, Minimum: 1, Maximum: 100, IsWhole: true);

    /// <inheritdoc/>
    public string Name => "lxmert";

    /// <inheritdoc/>
    public string Paper => "Tan and Bansal 2019, LXMERT: Learning Cross-Modality Encoder Representations from Transformers, EMNLP (section 2)";

    /// <inheritdoc/>
    public IReadOnlyList<FamilyOption> Options => [RegionLayers, CrossLayers];

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new LxmertNetwork(options);

    /// <inheritdoc/>
    public IPretrainingNetwork CreatePretraining(EncoderOptions options, IReadOnlyDictionary<string, double>? own) =>
        new LxmertPretraining(options, (int)RegionLayers.ValueIn(own), (int)CrossLayers.ValueIn(own));
}
