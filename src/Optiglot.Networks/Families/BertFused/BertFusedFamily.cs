namespace Optiglot.Networks;

/// <summary>A transformer whose encoder and decoder layers also attend to a BERT that stays as it is.</summary>
public sealed class BertFusedFamily : INetworkFamily
{
    /// <summary>How often a layer has one of its two attentions alone in training: p_net, 1 in the paper's experiments.</summary>
    public static FamilyOption DropNet { get; } = new("drop_net", Default: 1, Minimum: 0, Maximum: 1);

    /// <inheritdoc/>
    public string Name => "bert-fused";

    /// <inheritdoc/>
    public string Paper => "Zhu et al. 2020, Incorporating BERT into Neural Machine Translation, ICLR (section 4)";

    /// <inheritdoc/>
    public IReadOnlyList<FamilyOption> Options => [DropNet];

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new BertFusedNetwork(options);

    /// <summary>The BERT, pre-trained on captions with their pictures.</summary>
    public IPretrainingNetwork CreatePretraining(EncoderOptions options) => new VlpPretraining(options);
}
