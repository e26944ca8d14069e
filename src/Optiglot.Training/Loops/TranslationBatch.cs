using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>Sentences with their translations.</summary>
internal sealed class TranslationBatch : IDisposable
{
    /// <summary>The sources; null where <see cref="Memory"/> is there.</summary>
    public SourceBatch? Source { get; init; }

    /// <summary>Encoder states kept on disk.</summary>
    public EncoderMemory? Memory { get; init; }

    /// <summary>What the decoder has said, begin piece first, int64 <c>[batch, target]</c>.</summary>
    public required Tensor Inputs { get; init; }

    /// <summary>What it shall say, end piece last, int64 <c>[batch, target]</c>.</summary>
    public required Tensor Labels { get; init; }

    /// <summary>Whether a label is real, bool <c>[batch, target]</c>.</summary>
    public required Tensor LabelMask { get; init; }

    /// <summary>Flat places of real labels, int64 <c>[places]</c>.</summary>
    public required Tensor Places { get; init; }

    /// <summary>The labels there, int64 <c>[places]</c>.</summary>
    public required Tensor PlaceLabels { get; init; }

    /// <summary>Number of real labels.</summary>
    public required int Count { get; init; }

    /// <summary>Fills the target side.</summary>
    internal static TranslationBatch Of(int[][] targets, int begin, int end, int pad, SourceBatch? source, EncoderMemory? memory, Device device)
    {
        int rows = targets.Length, width = targets.Max(target => target.Length) + 1, count = targets.Sum(target => target.Length + 1);
        long[] inputs = new long[rows * width], labels = new long[rows * width], places = new long[count], placeLabels = new long[count];
        bool[] mask = new bool[rows * width];
        Array.Fill(inputs, pad);
        Array.Fill(labels, pad);
        int next = 0;
        for (int row = 0; row < rows; row++)
        {
            int[] target = targets[row];
            int first = row * width;
            inputs[first] = begin;
            for (int i = 0; i <= target.Length; i++)
            {
                long label = i < target.Length ? target[i] : end;
                labels[first + i] = label;
                if (i < target.Length) inputs[first + i + 1] = label;
                mask[first + i] = true;
                places[next] = first + i;
                placeLabels[next++] = label;
            }
        }

        using var quiet = no_grad();
        return new TranslationBatch
        {
            Source = source,
            Memory = memory,
            Inputs = tensor(inputs, [rows, width], device: device),
            Labels = tensor(labels, [rows, width], device: device),
            LabelMask = tensor(mask, [rows, width], device: device),
            Places = tensor(places, device: device),
            PlaceLabels = tensor(placeLabels, device: device),
            Count = count,
        };
    }

    public void Dispose()
    {
        Source?.Dispose();
        Memory?.Dispose();
        Inputs.Dispose();
        Labels.Dispose();
        LabelMask.Dispose();
        Places.Dispose();
        PlaceLabels.Dispose();
    }
}
