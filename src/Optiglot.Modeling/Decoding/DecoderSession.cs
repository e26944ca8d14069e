using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Step-by-step decoding with libtorch.</summary>
internal sealed class DecoderSession : IDecoderSession
{
    private readonly Decoder decoder;
    private readonly SelfAttentionCache[] caches;
    private readonly BeamHistory? history;
    private readonly ProjectedMemory[] memories;
    private MemoryMask mask;
    private long place;

    internal DecoderSession(Decoder decoder, EncoderMemory memory, int beam, int maximumLength)
    {
        this.decoder = decoder;
        Beam = beam;
        Sentences = (int)memory.Sentences;
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Tensor states = decoder.Bridge(memory.States);
        using var fresh = new MemoryMask(memory.Mask, memory.TextLength, states.dtype);
        mask = fresh.Own();
        memories = [.. decoder.Layers.Select(layer => layer.CrossAttention.Project(states, mask).Own())];
        if (FusedAttention.Supports(states, decoder.Options.Heads, decoder.Options.Width)) history = new BeamHistory();
        caches = [.. decoder.Layers.Select(_ => new SelfAttentionCache(maximumLength, history))];
    }

    public int Sentences { get; private set; }

    public int Beam { get; }

    public int VocabularySize => decoder.Options.VocabularySize;

    public bool RecordAttention { get; set; }

    public Tensor? LastAttention { get; private set; }

    public Tensor Step(Tensor tokens)
    {
        if (tokens.shape.Length != 2 || tokens.shape[0] != Sentences || tokens.shape[1] != Beam)
            throw new ArgumentException($"a step takes [{Sentences}, {Beam}] tokens, got [{string.Join(", ", tokens.shape)}]");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        history?.Append(Sentences * Beam);
        ResidualStream stream = decoder.Stream(decoder.EmbedStep(tokens, place++));
        for (int i = 0; i < caches.Length; i++)
        {
            bool record = RecordAttention && i == caches.Length - 1;
            CrossAttentionResult cross = decoder.Layers[i].Step(stream, caches[i], memories[i], mask, record ? AttentionRecording.Weights : AttentionRecording.None);
            if (!record) continue;
            LastAttention?.Dispose();
            LastAttention = cross.Weights!.to(ScalarType.Float32).DetachFromDisposeScope();
        }

        return decoder.Logits(stream).MoveToOuterDisposeScope();
    }

    public void Reorder(Tensor beams)
    {
        if (Beam == 1) return;
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        SelectRows(beams.Plus(Arithmetic.Range(0, Sentences, beams.device).Times((long)Beam).unsqueeze(1)).reshape(-1));
    }

    public void Keep(Tensor sentences)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        SelectRows(sentences.Times((long)Beam).unsqueeze(1).Plus(Arithmetic.Range(0, Beam, sentences.device)).reshape(-1));
        for (int i = 0; i < memories.Length; i++)
        {
            ProjectedMemory old = memories[i];
            memories[i] = old.Select(sentences);
            old.Dispose();
        }

        MemoryMask oldMask = mask;
        mask = mask.Select(sentences);
        oldMask.Dispose();
        Sentences = (int)sentences.shape[0];
    }

    public void Dispose()
    {
        foreach (SelfAttentionCache cache in caches) cache.Dispose();
        foreach (ProjectedMemory memory in memories) memory.Dispose();
        mask.Dispose();
        LastAttention?.Dispose();
    }

    private void SelectRows(Tensor rows)
    {
        if (history is not null)
        {
            history.Select(rows.data<long>().ToArray());
            return;
        }

        foreach (SelfAttentionCache cache in caches) cache.Select(rows);
    }
}
