namespace Optiglot.Metrics;

/// <summary>
/// A metric whose scores come from a trained model, such as COMET. None is shipped: an implementation opens a model file with whatever runtime it
/// likes (the package <c>Optiglot.Metrics.Onnx</c> opens ONNX files), and this library adds corpus scores, significance tests and reports.
/// </summary>
public interface ILearnedMetric : IDisposable
{
    /// <summary>The metric's name in reports.</summary>
    string Name { get; }

    /// <summary>What makes the score reproducible: model name, hash of its file, tokeniser, in <c>key:value|…</c> form.</summary>
    string Signature { get; }

    /// <summary>Whether a larger score is a better one.</summary>
    bool HigherIsBetter { get; }

    /// <summary>Whether source sentences are needed.</summary>
    bool NeedsSource { get; }

    /// <summary>Whether references are needed.</summary>
    bool NeedsReference { get; }

    /// <summary>Scores a batch of segments.</summary>
    /// <param name="sources">Source sentences, <c>[segments]</c>; null where <see cref="NeedsSource"/> is false.</param>
    /// <param name="hypotheses">The system's output, <c>[segments]</c>.</param>
    /// <param name="references">References, <c>[segments]</c>; null where <see cref="NeedsReference"/> is false.</param>
    /// <param name="cancellation">Stops the work as soon as may be.</param>
    /// <returns>One score a segment, in the model's own scale.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    IReadOnlyList<double> ScoreSegments(IReadOnlyList<string>? sources, IReadOnlyList<string> hypotheses, IReadOnlyList<string>? references,
        CancellationToken cancellation = default);
}
