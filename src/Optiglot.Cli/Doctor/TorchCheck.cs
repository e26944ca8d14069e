using System.Diagnostics;
using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Cli;

/// <summary>Whether libtorch loads, multiplies rightly, and how fast.</summary>
internal static class TorchCheck
{
    private const int Size = 1024;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(0.4);

    /// <summary>One finding, <c>libtorch</c>.</summary>
    public static Finding Run()
    {
        try
        {
            using var scope = NewDisposeScope();
            using Tensor identity = eye(4).Times(2L);
            if (matmul(identity, identity).sum().item<float>() is not 16f) return Broken("a product of two 4×4 matrices came out wrong");
            double single = Speed(ScalarType.Float32), half = Speed(ScalarType.BFloat16);
            string detail = FormattableString.Invariant($"{__version__}, {get_num_threads()} threads, fp32 {single:0} GFLOP/s, bf16 {half:0} GFLOP/s");
            return new("libtorch", FindingLevel.Ok, detail, Values: new Dictionary<string, object>
            {
                ["version"] = __version__, ["threads"] = get_num_threads(), ["fp32_gflops"] = Math.Round(single), ["bf16_gflops"] = Math.Round(half),
            });
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return Broken(ErrorLine.Describe(error));
        }
    }

    private static Finding Broken(string why) =>
        new("libtorch", FindingLevel.Failure, why,
            "delete src/*/bin and src/*/obj and run again, which builds afresh; libtorch needs 64-bit Linux with glibc 2.28 or newer");

    // 2n³ operations a product of two n×n matrices.
    private static double Speed(ScalarType type)
    {
        using Tensor a = randn(Size, Size).to(type);
        matmul(a, a).Dispose();
        long products = 0;
        Stopwatch watch = Stopwatch.StartNew();
        for (; watch.Elapsed < Measured; products++) matmul(a, a).Dispose();
        return products * 2.0 * Size * Size * Size / watch.Elapsed.TotalSeconds / 1e9;
    }
}
