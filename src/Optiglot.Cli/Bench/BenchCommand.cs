using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>The group of benchmarks (docs/performance.md).</summary>
internal sealed class BenchCommand : Command
{
    /// <summary>Builds the group.</summary>
    public BenchCommand() : base("bench", "Measures speed and memory, on request against PyTorch in turn on the same work")
    {
        Add(new BenchPeakCommand());
        Add(new BenchKernelsCommand());
        Add(new BenchTrainCommand());
        Add(new BenchEncoderCommand());
        Add(new BenchTranslateCommand());
        Add(new BenchEpochCommand());
        Add(new BenchMemoryCommand());
        Add(new BenchGrowthCommand());
        Add(new BenchScalingCommand());
        Add(new BenchDetectCommand());
        Add(new BenchLoadCommand());
        Add(new BenchServeCommand());
        Add(new BenchReportCommand());
        Add(new BenchJobCommand());
    }
}
