using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>Texts with hidden pieces and pictures that may be another's.</summary>
internal sealed class PretrainingBatch : IDisposable
{
    /// <summary>The encoder's input.</summary>
    public required SourceBatch Source { get; init; }

    /// <summary>Flat places to predict in <c>[batch × (source+regions)]</c>, int64 <c>[masked]</c>.</summary>
    public required Tensor Places { get; init; }

    /// <summary>The true pieces there, int64 <c>[masked]</c>.</summary>
    public required Tensor Labels { get; init; }

    /// <summary>What was seen beside each hidden piece, <c>[masked]</c>.</summary>
    public required IReadOnlyList<MaskedPlace> Kinds { get; init; }

    /// <summary>Rows with a picture, int64 <c>[pictured]</c>.</summary>
    public required Tensor PairRows { get; init; }

    /// <summary>0 where the picture is the text's own, else 1 (BERT's order), int64 <c>[pictured]</c>.</summary>
    public required Tensor PairLabels { get; init; }

    /// <summary>Number of rows with a picture.</summary>
    public required int Pictured { get; init; }

    /// <summary>Real pieces of text.</summary>
    public required int Tokens { get; init; }

    /// <summary>Number of places to predict.</summary>
    public int Masked => Kinds.Count;

    public void Dispose()
    {
        Source.Dispose();
        Places.Dispose();
        Labels.Dispose();
        PairRows.Dispose();
        PairLabels.Dispose();
    }
}
