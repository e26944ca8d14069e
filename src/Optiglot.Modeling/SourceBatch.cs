using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Sentences as the encoder takes them: <c>[CLS] x [SEP] t [SEP]</c>, then regions (paper, Eq. 1).</summary>
/// <param name="Tokens">Word pieces, int64 <c>[batch, source]</c>.</param>
/// <param name="Segments">0 for the sentence, 1 for tags, int64 <c>[batch, source]</c>.</param>
/// <param name="TokenMask">True where a piece is real, bool <c>[batch, source]</c>.</param>
/// <param name="Regions">Feature and box of each region, float32 <c>[batch, regions, features+6]</c>, or null when no sentence of the batch has a
/// picture.</param>
/// <param name="RegionMask">True where a region is real, bool <c>[batch, regions]</c>; null with <paramref name="Regions"/>.</param>
/// <param name="Edges">True where a piece is of a phrase that names a region, bool <c>[batch, source, regions]</c>, on the processor; null for families that
/// read none, and with <paramref name="Regions"/>.</param>
public sealed record SourceBatch(
    Tensor Tokens, Tensor Segments, Tensor TokenMask, Tensor? Regions = null, Tensor? RegionMask = null, Tensor? Edges = null) : IDisposable
{
    /// <summary>Number of sentences in the batch.</summary>
    public long Sentences => Tokens.shape[0];

    /// <summary>The tensors as a network takes them.</summary>
    internal SourceInputs<Tensor> Inputs => new(Tokens, Segments, TokenMask, Regions, RegionMask, Edges);

    /// <summary>Frees all tensors of the batch.</summary>
    public void Dispose()
    {
        Tokens.Dispose();
        Segments.Dispose();
        TokenMask.Dispose();
        Regions?.Dispose();
        RegionMask?.Dispose();
        Edges?.Dispose();
    }
}
