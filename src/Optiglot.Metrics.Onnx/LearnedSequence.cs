namespace Optiglot.Metrics.Onnx;

/// <summary>A sequence the model reads: one text by itself, or several joined with separators.</summary>
public sealed record LearnedSequence
{
    /// <summary>The texts in their order.</summary>
    public required IReadOnlyList<LearnedPart> Parts { get; init; }

    /// <summary>Name of the graph's input of ids, <c>[batch, length]</c>.</summary>
    public required string Ids { get; init; }

    /// <summary>Name of its input that is 1 at real ids and 0 at padding, <c>[batch, length]</c>.</summary>
    public string? Mask { get; init; }

    /// <summary>Name of its input that is 0 in the first part and 1 in the others, <c>[batch, length]</c> (BERT's token types).</summary>
    public string? Segments { get; init; }

    /// <summary>The names of inputs that there are.</summary>
    internal IEnumerable<string> Inputs => new[] { Ids, Mask, Segments }.OfType<string>();
}
