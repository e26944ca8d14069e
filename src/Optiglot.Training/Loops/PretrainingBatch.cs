using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>Texts with hidden pieces and pictures that may be another's.</summary>
/// <param name="Source">The encoder's input.</param>
/// <param name="Places">Flat places to predict in <c>[batch × (source+regions)]</c>, int64 <c>[masked]</c>.</param>
/// <param name="Labels">The true pieces there, int64 <c>[masked]</c>.</param>
/// <param name="PairRows">Rows with a picture, int64 <c>[pictured]</c>.</param>
/// <param name="PairLabels">0 where the picture is the text's own, else 1, int64 <c>[pictured]</c>.</param>
/// <param name="Masked">Number of places.</param>
/// <param name="Pictured">Number of rows with a picture.</param>
/// <param name="Tokens">Real pieces of text.</param>
internal sealed record PretrainingBatch(SourceBatch Source, Tensor Places, Tensor Labels, Tensor PairRows, Tensor PairLabels, int Masked, int Pictured, int Tokens) : IDisposable
{
    public void Dispose()
    {
        Source.Dispose();
        Places.Dispose();
        Labels.Dispose();
        PairRows.Dispose();
        PairLabels.Dispose();
    }
}
