namespace Optiglot.Networks;

/// <summary>A BERT-style encoder of text and regions, pre-trained on captions with their pictures, and a transformer decoder on it.</summary>
public sealed class VlpFamily : INetworkFamily
{
    /// <inheritdoc/>
    public string Name => "vlp";

    /// <inheritdoc/>
    public string Paper => "Vision-language pre-training for multi-modal machine translation with a modality loss: the paper that this project reproduces";

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new VlpNetwork(options);

    /// <inheritdoc/>
    public IPretrainingNetwork CreatePretraining(EncoderOptions options, IReadOnlyDictionary<string, double>? own) => new VlpPretraining(options);
}
