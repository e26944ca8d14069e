using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>What an encoder gives, by name; a decoder attends to it.</summary>
/// <param name="Parts">States by name, <see cref="MemoryNames.States"/> among them.</param>
public sealed record EncoderMemory(IReadOnlyDictionary<string, EncoderPart> Parts) : IDisposable
{
    /// <summary>A memory of states of text, then of regions, alone.</summary>
    /// <param name="states">States before the bridge, <c>[batch, source + regions, encoder width]</c>.</param>
    /// <param name="mask">True where a state is real, bool <c>[batch, source + regions]</c>.</param>
    /// <param name="textLength">Length of the text axis: states from here on are regions.</param>
    public EncoderMemory(Tensor states, Tensor mask, int textLength)
        : this(new Dictionary<string, EncoderPart> { [MemoryNames.States] = TextThenRegions(states, mask, textLength) })
    {
    }

    /// <summary>
    /// What all decoders attend to: states before the bridge, <c>[batch, source + regions, encoder width]</c>; of the text alone, where regions have none.
    /// </summary>
    public Tensor States => Parts[MemoryNames.States].States;

    /// <summary>Which of them are real, bool <c>[batch, source + regions]</c>.</summary>
    public Tensor Mask => Parts[MemoryNames.States].Mask;

    /// <summary>How many are of the text; those from here on are of regions.</summary>
    public int TextLength => Parts[MemoryNames.States].LengthOf(MemoryNames.Text);

    /// <summary>Number of sentences in the batch.</summary>
    public long Sentences => States.shape[0];

    /// <summary>States of text, then of regions.</summary>
    /// <param name="states">The states, <c>[batch, source + regions, width]</c>.</param>
    /// <param name="mask">True where a state is real, bool <c>[batch, source + regions]</c>.</param>
    /// <param name="textLength">How many are of the text.</param>
    public static EncoderPart TextThenRegions(Tensor states, Tensor mask, int textLength)
    {
        (string Name, int Length)[] places = [(MemoryNames.Text, textLength), (MemoryNames.Regions, (int)states.shape[1] - textLength)];
        places = [.. places.Where(each => each.Length > 0)];
        return new EncoderPart(states, mask, [.. places.Select(each => each.Name)], [.. places.Select(each => each.Length)]);
    }

    /// <summary>Frees the states and masks of all parts.</summary>
    public void Dispose()
    {
        foreach (EncoderPart part in Parts.Values)
        {
            part.States.Dispose();
            part.Mask.Dispose();
        }
    }

    /// <summary>Outlives the innermost dispose scope.</summary>
    /// <returns>Itself.</returns>
    public EncoderMemory MoveToOuterDisposeScope()
    {
        foreach (EncoderPart part in Parts.Values)
        {
            part.States.MoveToOuterDisposeScope();
            part.Mask.MoveToOuterDisposeScope();
        }

        return this;
    }

    /// <summary>What an encoder gave, on its own: no tensor is the batch's or another part's.</summary>
    internal static EncoderMemory Of(NetworkMemory<Tensor> memory, SourceBatch batch)
    {
        var known = new HashSet<Tensor>(ReferenceEqualityComparer.Instance) { batch.TokenMask };
        foreach (Tensor? each in (Tensor?[])[batch.Regions, batch.RegionMask])
            if (each is not null) known.Add(each);
        Tensor Own(Tensor x) => known.Add(x) ? x : x.alias();
        return new EncoderMemory(memory.Parts.ToDictionary(part => part.Key, part =>
        {
            var mask = (TorchMask)part.Value.Mask;
            return new EncoderPart(Own(part.Value.Value), Own(mask.Real), mask.Parts, mask.Lengths);
        }));
    }

    /// <summary>The memory as a network takes it.</summary>
    internal NetworkMemory<Tensor> For(TorchOps ops) => new(Parts.ToDictionary(
        part => part.Key, part => new States<Tensor>(part.Value.States,
            ops.Known(new TorchMask(part.Value.Mask, part.Value.Places, [.. part.Value.Lengths])))));
}
