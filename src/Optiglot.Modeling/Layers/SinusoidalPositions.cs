using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Position vectors of sines and cosines ("Attention is all you need", 3.5): sines in the first half of the width, cosines in the second.</summary>
internal static class SinusoidalPositions
{
    /// <summary>Vectors of places <paramref name="first"/> to <paramref name="first"/> + <paramref name="length"/> − 1, <c>[length, width]</c>.</summary>
    internal static Tensor Of(long first, long length, int width, ScalarType type, Device device)
    {
        using var scope = NewDisposeScope();
        Tensor places = Arithmetic.Range(first, first + length, device).to(ScalarType.Float32).unsqueeze(1);
        Tensor rates = exp(Arithmetic.Range(0, width / 2, device).to(ScalarType.Float32).Times(-Math.Log(10000) / (width / 2)));
        Tensor angles = places * rates;
        return cat([angles.sin(), angles.cos()], -1).to(type).MoveToOuterDisposeScope();
    }
}
