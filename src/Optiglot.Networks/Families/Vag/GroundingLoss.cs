namespace Optiglot.Networks;

/// <summary>
/// The margin loss of a shared space: a text shall be nearer to its own picture than to another of the batch, and a picture to its own text, by a margin (Zhou
/// et al. 2018, Eq. 7):
/// <c>Σ_p Σ_{k≠p} max(0, γ − s(v_p, t_p) + s(v_p, t_k)) + max(0, γ − s(v_p, t_p) + s(v_k, t_p))</c>, s the cosine of <c>tanh(A t)</c> and <c>tanh(B v)</c>.
/// </summary>
public sealed class GroundingLoss
{
    /// <summary>Name of the loss.</summary>
    public const string Name = "grounding";

    private const string TextSpace = "text_space", PictureSpace = "picture_space";

    private readonly Linear text;
    private readonly Linear picture;
    private readonly double weight;
    private readonly double margin;

    /// <summary>Declares both maps into the space, which has the encoder's width.</summary>
    public GroundingLoss(ParameterDeclarations declarations, int width, int regionWidth, double weight, double margin)
    {
        (this.weight, this.margin) = (weight, margin);
        text = new Linear(declarations, $"decoder.grounding.{TextSpace}", width, width, Initialization.Xavier);
        picture = new Linear(declarations, $"decoder.grounding.{PictureSpace}", regionWidth, width, Initialization.Xavier) { IsExact = true };
    }

    /// <summary>Puts text and picture, <c>[batch, 1, features]</c> each, into the space, for <see cref="Of"/>; only where there are losses.</summary>
    public void Remember<T>(INetworkOps<T> ops, T grounded, T seen, DecoderMemory<T> memory) where T : class
    {
        if (ops is not ITrainingOps<T>) return;
        memory.Add(TextSpace, ops.Remember(TextSpace, ops.Activate(ops.Linear(grounded, text), Activation.Tanh)));
        memory.Add(PictureSpace, ops.Remember(PictureSpace, ops.Activate(ops.Linear(seen, picture), Activation.Tanh)));
    }

    /// <summary>The loss of a batch, times its weight, over its sentences that have a picture; null where there are none, or no losses.</summary>
    public LossTerm<T>? Of<T>(INetworkOps<T> ops, DecoderMemory<T> memory) where T : class
    {
        if (ops is not ITrainingOps<T> training || !memory.Has(PictureSpace)) return null;
        T present = training.Presence(memory.Mask(MemoryNames.RegionVectors));
        T sum = training.MarginLoss(memory.Value(PictureSpace), memory.Value(TextSpace), present, margin);
        return new LossTerm<T>(Name, ops.Scale(sum, weight), training.Sum(present), new Dictionary<string, T>());
    }
}
