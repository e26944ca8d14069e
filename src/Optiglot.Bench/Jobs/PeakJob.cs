using Optiglot.Training;
using static TorchSharp.torch;

namespace Optiglot.Bench;

/// <summary>The fastest matrix product libtorch makes here: what a share of the peak is a share of.</summary>
public sealed record PeakJob : BenchJob
{
    /// <summary>Products <c>[m, k] × [k, n]</c>, as triples m, n, k: squares, and the shapes of layers.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Shapes { get; init; } =
        [[1024, 1024, 1024], [2048, 2048, 2048], [3072, 3072, 3072], [4096, 3072, 768], [4096, 10_000, 512]];

    /// <summary>Number format.</summary>
    public Precision Precision { get; init; }

    /// <inheritdoc/>
    public override string PeerScript => "peak.py";

    /// <inheritdoc/>
    public override Precision? Format => Precision;

    /// <inheritdoc/>
    public override void Prepare(string folder)
    {
    }

    /// <inheritdoc/>
    public override JobResult Run(string folder)
    {
        using var quiet = no_grad();
        Dictionary<string, double> values = [];
        double best = 0;
        foreach (IReadOnlyList<int> shape in Shapes)
        {
            using var scope = NewDisposeScope();
            (int m, int n, int k) = (shape[0], shape[1], shape[2]);
            Tensor left = rand([m, k]).to(ComputeType.Of(Precision)), right = rand([n, k]).to(ComputeType.Of(Precision));
            double fastest = JobResult.Time(Warmup, Repeats, () => nn.functional.linear(left, right).Dispose()).Min();
            double gflops = 2.0 * m * n * k / fastest / 1e9;
            values[$"{m}x{n}x{k}"] = gflops;
            best = Math.Max(best, gflops);
        }

        return new JobResult { Seconds = [1], Work = best, Values = values, PeakBytes = JobResult.PeakMemory() };
    }
}
