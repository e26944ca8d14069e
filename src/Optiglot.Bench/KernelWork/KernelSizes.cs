namespace Optiglot.Bench;

/// <summary>Sizes of the tensors that kernels are measured on: by default those of a training step of the <c>wide</c> network.</summary>
public sealed record KernelSizes
{
    /// <summary>Sizes for tests: odd ones where a kernel takes any.</summary>
    public static KernelSizes Tiny { get; } = new() { Sentences = 3, Length = 5, Width = 32, Heads = 2, FeedForward = 48, Vocabulary = 67 };

    /// <summary>Sentences of the batch.</summary>
    public int Sentences { get; init; } = 64;

    /// <summary>Positions of a sentence.</summary>
    public int Length { get; init; } = 64;

    /// <summary>Width of the states.</summary>
    public int Width { get; init; } = 512;

    /// <summary>Heads of attention.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>Outputs of the affine map.</summary>
    public int FeedForward { get; init; } = 1024;

    /// <summary>Rows of tables, and logits a place.</summary>
    public int Vocabulary { get; init; } = 10_000;

    /// <summary>Positions of the batch.</summary>
    internal int Places => Sentences * Length;
}
