namespace Optiglot.Networks;

/// <summary>A whole translation model, as <c>config.json</c> says it.</summary>
public sealed record ModelOptions
{
    // Beyond any model there is; a zero too many in a recipe or config.json is refused before its layers are put together.
    private const int MostWidth = 1 << 15, MostFeedForward = 1 << 17, MostLayers = 1024, MostHeads = 1024, MostPositions = 1 << 17;
    // [CLS], a piece and [SEP]; a piece and the end.
    private const int LeastSource = 3, LeastTarget = 2;

    /// <summary>The family of networks, one of <see cref="NetworkFamilies.All"/>.</summary>
    public string Family { get; init; } = NetworkFamilies.Default;

    /// <summary>Sizes and kinds of the encoder.</summary>
    public required EncoderOptions Encoder { get; init; }

    /// <summary>Sizes and kinds of the decoder.</summary>
    public required DecoderOptions Decoder { get; init; }

    /// <summary>The modality loss in training.</summary>
    public ModalityLossOptions Modality { get; init; } = new();

    /// <summary>What the family alone has, by name (<c>drop_net: 1</c>); those left out have their defaults. Null for none.</summary>
    public IReadOnlyDictionary<string, double>? FamilyOptions { get; init; }

    /// <summary>The value of one of the family's own options.</summary>
    public double ValueOf(FamilyOption option) => option.ValueIn(FamilyOptions);

    /// <summary>Checks that there is such a family, that it knows its own options, and that the parts fit together.</summary>
    /// <exception cref="ArgumentException">
    /// There is no such family, option or value; a width is not divided by its heads, a size is not positive or beyond any model there is, or tables that
    /// cannot be shared are.
    /// </exception>
    public void Validate()
    {
        IReadOnlyList<FamilyOption> own = NetworkFamilies.Find(Family).Options;
        foreach ((string name, double value) in FamilyOptions ?? new Dictionary<string, double>())
        {
            FamilyOption? option = own.FirstOrDefault(each => each.Name == name);
            string known = own.Count == 0 ? "leave out family_options" : $"it has {string.Join(", ", own.Select(each => each.Name))}";
            Check(option is not null, $"the family `{Family}` has no option `{name}`: {known}");
            option!.Check(value);
        }

        ValidateSizes();
    }

    private void ValidateSizes()
    {
        Known("positions", Encoder.Positions, Decoder.Positions);
        Known("norm", Encoder.Norm, Decoder.Norm);
        Known("activation", Encoder.Activation, Decoder.Activation);
        Known("cross-attention", Decoder.CrossAttention);
        Known("layers of the modality loss", Modality.Layers);
        Check(Encoder.VocabularySize > 0 && Decoder.VocabularySize > 0, "vocabulary sizes must be positive");
        Check(Encoder.Width > 0 && Encoder.Heads > 0 && Encoder.Width % Encoder.Heads == 0,
            $"encoder width {Encoder.Width} is not divided by its {Encoder.Heads} heads");
        Check(Decoder.Width > 0 && Decoder.Heads > 0 && Decoder.Width % Decoder.Heads == 0,
            $"decoder width {Decoder.Width} is not divided by its {Decoder.Heads} heads");
        Check(Encoder.Layers > 0 && Decoder.Layers > 0, "encoder and decoder need at least one layer");
        Check(Encoder.MaximumPositions >= LeastSource && Decoder.MaximumPositions >= LeastTarget,
            $"a sentence needs {LeastSource} positions of the encoder and {LeastTarget} of the decoder, not {Encoder.MaximumPositions} and "
                + $"{Decoder.MaximumPositions}");
        Check(Encoder.FeedForward > 0 && Decoder.FeedForward > 0, "feed-forward widths must be positive");
        Bound("width", Encoder.Width, Decoder.Width, MostWidth);
        Bound("feed_forward", Encoder.FeedForward, Decoder.FeedForward, MostFeedForward);
        Bound("layers", Encoder.Layers, Decoder.Layers, MostLayers);
        Bound("heads", Encoder.Heads, Decoder.Heads, MostHeads);
        Bound("maximum_positions", Encoder.MaximumPositions, Decoder.MaximumPositions, MostPositions);
        Check(Encoder.Positions == PositionKind.Learned || Encoder.Width % 2 == 0, $"sinusoidal positions need an even encoder width, not {Encoder.Width}");
        Check(Decoder.Positions == PositionKind.Learned || Decoder.Width % 2 == 0, $"sinusoidal positions need an even decoder width, not {Decoder.Width}");
        Check(Encoder.RegionFeatures >= 0, "region features cannot be negative");
        Check(!Decoder.ShareWithEncoder || (Encoder.Width == Decoder.Width && Encoder.VocabularySize == Decoder.VocabularySize),
            "a shared embedding table needs encoder and decoder of equal width and one joint vocabulary");
        Check(Decoder.Bridge || Encoder.Width == Decoder.Width, "without a bridge, encoder and decoder must be of equal width");
        Check(Modality.Layers == ModalityLayers.None || Encoder.RegionFeatures > 0,
            "a modality loss needs a model that sees regions: set the encoder's region features");
        Check(Modality.Layers == ModalityLayers.None || Decoder.CrossAttention != CrossAttentionKind.Text,
            "a modality loss needs a decoder that attends to regions: cross-attention `text` does not");
    }

    private static void Known<TKind>(string what, params ReadOnlySpan<TKind> values) where TKind : struct, Enum
    {
        foreach (TKind value in values)
            Check(Enum.IsDefined(value), $"{what} `{value}`: there are {string.Join(", ", Enum.GetNames<TKind>())}");
    }

    private static void Bound(string size, int encoder, int decoder, int most) =>
        Check(encoder <= most && decoder <= most, $"{size} {Math.Max(encoder, decoder)} is beyond any model there is; at most {most}");

    private static void Check(bool holds, string message)
    {
        if (!holds) throw new ArgumentException($"model options: {message}");
    }
}
