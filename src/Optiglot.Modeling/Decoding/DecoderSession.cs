using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Step-by-step decoding with libtorch.</summary>
internal sealed class DecoderSession : IDecoderSession
{
    private readonly TranslationModel model;
    private readonly TorchStepOps ops;
    private DecoderMemory<Tensor> memory;

    internal DecoderSession(TranslationModel model, EncoderMemory source, int beam, int maximumLength)
    {
        this.model = model;
        Beam = beam;
        Sentences = (int)source.Sentences;
        ops = new TorchStepOps(model.Parameters, model.Mode, maximumLength);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        using var whole = new TorchOps(model.Parameters, model.Mode);
        memory = model.Network.Start(whole, source.For(whole)).Select((_, part) => ((ITorchMemoryPart)part).Own());
    }

    public int Sentences { get; private set; }

    public int Beam { get; }

    public int VocabularySize => model.Network.Output.Table.Count;

    public bool RecordAttention
    {
        get => ops.Records;
        set => ops.Records = value;
    }

    public Tensor? LastAttention { get; private set; }

    public Tensor Step(Tensor tokens)
    {
        if (tokens.shape.Length != 2 || tokens.shape[0] != Sentences || tokens.shape[1] != Beam)
            throw new ArgumentException($"a step takes [{Sentences}, {Beam}] tokens, got [{string.Join(", ", tokens.shape)}]");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        ops.Begin(Sentences * Beam);
        DecoderStates<Tensor> states = model.Network.Decode(ops, tokens, memory);
        if (states.Attention is { } attention) Record(attention);
        return ops.Logits(states.Hidden, model.Network.Output).MoveToOuterDisposeScope();
    }

    public void Reorder(Tensor beams)
    {
        if (Beam == 1) return;
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        ops.Select(beams.Plus(Arithmetic.Range(0, Sentences, beams.device).Times((long)Beam).unsqueeze(1)).reshape(-1));
    }

    public void Keep(Tensor sentences)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        ops.Select(sentences.Times((long)Beam).unsqueeze(1).Plus(Arithmetic.Range(0, Beam, sentences.device)).reshape(-1));
        DecoderMemory<Tensor> old = memory;
        memory = old.Select((_, part) => ((ITorchMemoryPart)part).Select(sentences));
        Free(old);
        Sentences = (int)sentences.shape[0];
    }

    public void Dispose()
    {
        ops.Dispose();
        Free(memory);
        LastAttention?.Dispose();
    }

    private static void Free(DecoderMemory<Tensor> memory)
    {
        foreach (IMemoryPart<Tensor> part in memory.Parts.Values) ((ITorchMemoryPart)part).Dispose();
    }

    // All places of the memory, also those that this decoder does not see.
    private void Record(IReadOnlyList<Tensor> attention)
    {
        LastAttention?.Dispose();
        Tensor all = attention.Count == 1 ? attention[0] : cat([.. attention], -1);
        long unseen = ((TorchMask)memory.Mask(MemoryNames.States)).Real.shape[1] - all.shape[2];
        if (unseen > 0) all = nn.functional.pad(all, [0, unseen]);
        LastAttention = all.to(ScalarType.Float32).DetachFromDisposeScope();
    }
}
