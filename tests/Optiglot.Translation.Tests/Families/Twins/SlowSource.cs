using Optiglot.Modeling;

namespace Optiglot.Translation.Tests;

/// <summary>
/// One sentence: pieces, segments, what its regions look like, <c>[regions][features + 6]</c>, none without a picture, and which pieces are joined with which
/// regions, <c>[pieces][regions]</c>.
/// </summary>
internal sealed record SlowSource(long[] Tokens, long[] Segments, double[][] Regions, bool[][] Edges)
{
    internal bool HasPicture => Regions.Length > 0;

    /// <summary>A sentence of a batch, without its padding.</summary>
    internal static SlowSource Of(SourceBatch batch, int sentence)
    {
        bool[] real = [.. batch.TokenMask[sentence].data<bool>()], seen = batch.RegionMask is null ? [] : [.. batch.RegionMask[sentence].data<bool>()];
        long[] Real(TorchSharp.torch.Tensor row) => [.. row.data<long>().ToArray().Where((_, i) => real[i])];
        double[][] regions = [.. Enumerable.Range(0, seen.Length).Where(i => seen[i]).Select(i =>
            batch.Regions![sentence, i].data<float>().ToArray().Select(x => (double)x).ToArray())];
        bool[][] edges = batch.Edges is null ? [] : [.. Enumerable.Range(0, real.Length).Where(i => real[i]).Select(i =>
            batch.Edges[sentence, i].data<bool>().ToArray()[..regions.Length])];
        return new SlowSource(Real(batch.Tokens[sentence]), Real(batch.Segments[sentence]), regions, edges);
    }
}
