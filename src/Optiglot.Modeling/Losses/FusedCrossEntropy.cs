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
    public static LossTerms Compute(Tensor hidden, Parameter table, Parameter? bias, Tensor labels, double smoothing, double? scale)
    {
        if (hidden.shape[0] != labels.shape[0] || hidden.shape[1] != table.Shape[1])
            throw new ArgumentException($"cross-entropy: {hidden.shape[0]}×{hidden.shape[1]} states, {labels.shape[0]} labels, table width {table.Shape[1]}");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        long vocabulary = table.Shape[0], places = hidden.shape[0], chunk = Math.Max(64, ChunkElements / vocabulary);
        Tensor weight = table.Value.detach();
        Tensor loss = zeros([], ScalarType.Float32, hidden.device), likelihood = zeros([], ScalarType.Float32, hidden.device), right = zeros([], ScalarType.Int64, hidden.device);
        bool trainable = scale is not null && table.Value.requires_grad;
        Tensor? gradient = scale is null ? null : empty_like(hidden);
        for (long first = 0; first < places; first += chunk)
        {
            using var inner = NewDisposeScope();
            long count = Math.Min(chunk, places - first);
            Tensor states = hidden.narrow(0, first, count), label = labels.narrow(0, first, count).unsqueeze(1);
            Tensor logits = nn.functional.linear(states, weight, bias?.Value.detach());
            Tensor logProbabilities = logits.log_softmax(-1, ScalarType.Float32);
            Tensor correct = logProbabilities.gather(1, label).sum();
            likelihood.sub_(correct);
            right.add_(logits.argmax(1).eq(label.squeeze(1)).sum());
            loss.sub_(correct * (1 - smoothing));
            if (smoothing > 0) loss.sub_(logProbabilities.sum() * (smoothing / vocabulary));
            if (gradient is null) continue;

            // d loss / d logits = softmax − target distribution.
            Tensor probabilities = logProbabilities.exp_();
            if (smoothing > 0) probabilities.sub_(smoothing / vocabulary);
            probabilities.scatter_add_(1, label, full_like(label, -(1 - smoothing), ScalarType.Float32)).mul_(scale!.Value);
            Tensor slope = probabilities.to(hidden.dtype);
            gradient.narrow(0, first, count).copy_(matmul(slope, weight));
            if (trainable) table.Gradient.add_(matmul(slope.t(), states));
            if (bias is not null && bias.Value.requires_grad) bias.Gradient.add_(slope.sum(0));
        }

        return new LossTerms(loss.MoveToOuterDisposeScope(), likelihood.MoveToOuterDisposeScope(), right.MoveToOuterDisposeScope(), places, gradient?.MoveToOuterDisposeScope());
    }
}
