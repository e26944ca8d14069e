using Optiglot.Networks;

namespace Optiglot.Training;

/// <summary>
/// The <c>model</c> section. Its parts are the model's own option records; their defaults (BERT-base, a six-layer decoder) are documented there.
/// </summary>
public sealed record ModelSection
{
    /// <summary>The family of networks (<c>./optiglot families</c> lists them).</summary>
    public string Family { get; init; } = NetworkFamilies.Default;

    /// <summary>What the family alone has, by name, as <c>drop_net: 1</c>; docs/families.md lists them. Those left out have their defaults.</summary>
    public IReadOnlyDictionary<string, double>? FamilyOptions { get; init; }

    /// <summary>The encoder; its vocabulary size follows from the tokeniser, the width of its regions' features from the detector.</summary>
    public EncoderOptions Encoder { get; init; } = new() { VocabularySize = 0 };

    /// <summary>The decoder; its vocabulary size follows from the tokeniser.</summary>
    public DecoderOptions Decoder { get; init; } = new() { VocabularySize = 0 };

    /// <summary>The modality loss in training.</summary>
    public ModalityLossOptions Modality { get; init; } = new();

    /// <summary>
    /// What training starts from: a folder or safetensors file with BERT weights, for the encoder (Algorithm 1, step 1); or a model folder of ours, or its
    /// run's, whose tokenisers, sizes and family come with
    /// it. Null: random weights.
    /// </summary>
    public string? StartFrom { get; init; }

    /// <summary>The options of the network.</summary>
    /// <param name="sourceVocabulary">Pieces of the source tokeniser.</param>
    /// <param name="targetVocabulary">Pieces of the target tokeniser.</param>
    /// <param name="regionFeatures">Feature width of the detector; 0 for a model that sees no pictures.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public ModelOptions Options(int sourceVocabulary, int targetVocabulary, int regionFeatures)
    {
        ModelOptions options = new()
        {
            Family = Family,
            FamilyOptions = FamilyOptions,
            Encoder = Encoder with { VocabularySize = sourceVocabulary, RegionFeatures = regionFeatures },
            Decoder = Decoder with { VocabularySize = targetVocabulary },
            Modality = Modality,
        };
        // A network that cannot be made is refused here, not after hours.
        NetworkFamilies.Create(options);
        return options;
    }
}
