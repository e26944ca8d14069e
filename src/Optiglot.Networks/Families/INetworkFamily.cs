namespace Optiglot.Networks;

/// <summary>A kind of network: how options become one.</summary>
public interface INetworkFamily
{
    /// <summary>Its name in recipes and <c>config.json</c>.</summary>
    string Name { get; }

    /// <summary>The paper it is from.</summary>
    string Paper { get; }

    /// <summary>Options that the family alone has; recipes give them in <c>model.family_options</c>.</summary>
    IReadOnlyList<FamilyOption> Options => [];

    /// <summary>How a picture reaches a translation.</summary>
    PictureUse Pictures => PictureUse.Seen;

    /// <summary>Whether its encoder takes edges between words and regions (<see cref="SourceInputs{T}.Edges"/>).</summary>
    bool ReadsEdges => false;

    /// <summary>Makes a translation network. What all families ask of options is checked before, by <see cref="NetworkFamilies.Create"/>.</summary>
    /// <exception cref="ArgumentException">The options ask for what this family does not have.</exception>
    INetwork Create(ModelOptions options);

    /// <summary>Makes an encoder with pre-training heads; most families know none.</summary>
    /// <param name="options">Sizes and kinds.</param>
    /// <param name="own">What the family alone has, as of <see cref="ModelOptions.FamilyOptions"/>.</param>
    /// <exception cref="ArgumentException">The options contradict each other, or the family knows no pre-training.</exception>
    IPretrainingNetwork CreatePretraining(EncoderOptions options, IReadOnlyDictionary<string, double>? own) => throw new ArgumentException(
        $"the family `{Name}` has no pre-training on captions with pictures, as `{NetworkFamilies.Default}` has; leave out the section pretrain");
}
