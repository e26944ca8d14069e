using System.Runtime.InteropServices;
using Optiglot.Kernels;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Output layer and label-smoothed cross-entropy in one, a chunk of rows at a time: the logits of all places never exist together, and both gradients
/// are made on the way. Smoothing spreads <c>smoothing</c> evenly over all pieces (Szegedy et al., 2016, section 7).
/// </summary>
public static class FusedCrossEntropy
{
    private const long ChunkElements = 1L << 23;

    /// <summary>Gives the loss and, if asked, adds the gradient of <paramref name="scale"/> × loss to the table's and gives that of the states.</summary>
    /// <param name="hidden">States, <c>[places, width]</c>, without graph.</param>
    /// <param name="table">The output layer's table, <c>[vocabulary, width]</c>.</param>
    /// <param name="bias">Its bias <c>[vocabulary]</c>, or null.</param>
    /// <param name="labels">The right piece of each place, int64 <c>[places]</c>.</param>
    /// <param name="smoothing">Mass given to all pieces evenly, 0 to below 1.</param>
    /// <param name="scale">Factor of the gradients; null: no gradients.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or on the CPU a label is not one of the pieces.</exception>
    public static LossTerms Compute(Tensor hidden, Parameter table, Parameter? bias, Tensor labels, double smoothing, double? scale)
    {
        if (labels.dtype != ScalarType.Int64) throw new ArgumentException($"cross-entropy: labels are int64, got {labels.dtype}");
        if (hidden.shape[0] != labels.shape[0] || hidden.shape[1] != table.Shape[1])
            throw new ArgumentException($"cross-entropy: {hidden.shape[0]}×{hidden.shape[1]} states, {labels.shape[0]} labels, table width {table.Shape[1]}");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        long vocabulary = table.Shape[0], places = hidden.shape[0], chunk = Math.Max(64, ChunkElements / vocabulary);
        Tensor weight = table.Value.detach();
        Tensor? tableGradient = scale is not null && table.Value.requires_grad ? zeros([.. table.Shape], ScalarType.Float32, hidden.device) : null;
        Tensor? hiddenGradient = scale is null ? null : empty_like(hidden);
        Tensor sums = zeros([3], ScalarType.Float64, hidden.device);
        for (long first = 0; first < places; first += chunk)
        {
            using var inner = NewDisposeScope();
            long count = Math.Min(chunk, places - first);
            Tensor states = hidden.narrow(0, first, count), label = labels.narrow(0, first, count);
            Tensor logits = nn.functional.linear(states, weight, bias?.Value.detach());
            bool isOnProcessor = logits.device_type == TorchSharp.DeviceType.CPU;
            Tensor gradient = isOnProcessor ? OnProcessor(logits, label, smoothing, scale, sums) : InTensors(logits, label, smoothing, scale, sums);
            if (hiddenGradient is null) continue;
            hiddenGradient.narrow(0, first, count).copy_(matmul(gradient, weight));
            tableGradient?.AddTo(matmul(gradient.t(), states));
            if (bias is not null && bias.Value.requires_grad) bias.Gradient.AddTo(gradient.sum([0])); // sum(0) would be sum(ScalarType.Byte)
        }

        if (tableGradient is not null) table.Gradient.AddTo(tableGradient);
        return new LossTerms(sums[0].clone().MoveToOuterDisposeScope(), sums[1].clone().MoveToOuterDisposeScope(), sums[2].clone().MoveToOuterDisposeScope(),
            places, hiddenGradient?.MoveToOuterDisposeScope());
    }

    private static Tensor OnProcessor(Tensor logits, Tensor labels, double smoothing, double? scale, Tensor sums)
    {
        int vocabulary = (int)logits.shape[1];
        CrossEntropyKernel.Sums chunk = CrossEntropyKernel.Run(logits.bytes, logits.IsBFloat16(), vocabulary, labels.contiguous().Longs(), smoothing, scale);
        Span<double> total = MemoryMarshal.Cast<byte, double>(sums.bytes);
        total[0] += chunk.Loss;
        total[1] += chunk.NegativeLogLikelihood;
        total[2] += chunk.Right;
        return logits;
    }

    /// <summary>The same in tensor operations, without a wait for a device: on a CPU what our kernel is measured against.</summary>
    /// <param name="logits">Logits, <c>[rows, vocabulary]</c>.</param>
    /// <param name="labels">The right piece of each row, int64 <c>[rows]</c>.</param>
    /// <param name="smoothing">Mass given to all pieces evenly.</param>
    /// <param name="scale">Factor of the gradient; null: none.</param>
    /// <param name="sums">Loss, negative log-likelihood and right rows are added here, float64 <c>[3]</c>.</param>
    /// <returns>Gradient of the logits, of the same shape; without a scale the logits.</returns>
    internal static Tensor InTensors(Tensor logits, Tensor labels, double smoothing, double? scale, Tensor sums)
    {
        long vocabulary = logits.shape[1];
        Tensor column = labels.unsqueeze(1);
        Tensor logProbabilities = logits.to(ScalarType.Float32).log_softmax(-1);
        Tensor correct = logProbabilities.gather(1, column).sum(ScalarType.Float64);
        Tensor right = logits.argmax(1).eq(labels).sum(ScalarType.Float64);
        Tensor loss = correct.Times(-(1 - smoothing)) - logProbabilities.sum(ScalarType.Float64).Times(smoothing / vocabulary);
        sums.AddTo(stack([loss, -correct, right]));
        if (scale is not { } factor) return logits;
        Tensor probabilities = logProbabilities.exp_().AddTo(-smoothing / vocabulary);
        return probabilities.scatter_add_(1, column, Arithmetic.Full(column.shape, -(1 - smoothing), ScalarType.Float32, column.device))
            .TimesInPlace(factor).to(logits.dtype);
    }
}
