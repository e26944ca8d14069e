namespace Optiglot.Networks;

/// <summary>A value of which only the shape is known.</summary>
/// <param name="shape">Its shape.</param>
public sealed class CountedValue(params long[] shape)
{
    /// <summary>Size of each axis, the last being features.</summary>
    public IReadOnlyList<long> Shape => shape;

    /// <summary>Size of the last axis.</summary>
    public long Width => shape[^1];

    /// <summary>Number of elements, the product of the shape.</summary>
    public double Size => shape.Aggregate(1.0, (product, size) => product * size);

    /// <summary>Number of vectors along the last axis.</summary>
    public double Rows => Size / Width;

    /// <summary>Whether it is counted already among what a backward pass needs.</summary>
    internal bool IsKept { get; set; }
}
