using System.CommandLine;
using Optiglot.Bench;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>What all benchmarks share: rounds, processes, report.</summary>
internal abstract class BenchmarkCommand : CliCommand
{
    private readonly Option<int> rounds = new("--rounds") { Description = "Rounds; each is a process of its own (with --peer: ours, then the peer's)",
        HelpName = "N", DefaultValueFactory = _ => 5 };
    private readonly Option<int?> repeats = new("--repeats") { Description = "Passes timed in each process (default: 3)", HelpName = "N" };
    private readonly Option<int?> warmup = new("--warmup") { Description = "Passes before the clock counts (default: 1)", HelpName = "N" };
    private readonly Option<int> threads = new("--threads")
    {
        Description = "Threads of either side (default: OMP_NUM_THREADS, as the launcher sets it)", HelpName = "N", DefaultValueFactory = _ => DefaultThreads()
    };
    private readonly Option<ulong> seed = new("--seed") { Description = "Seed of weights and made-up data", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> keep = new("--keep") { Description = "Keep weights, batches and job files in this folder", HelpName = "DIR" };
    private readonly PeerOptions? peer;

    /// <summary>Builds the command.</summary>
    protected BenchmarkCommand(string name, string description, bool hasPeer, params IReadOnlyList<string> examples) : base(name, description, examples)
    {
        foreach (Option option in (Option[])[rounds, repeats, warmup, threads, seed, keep]) Add(option);
        if (!hasPeer) return;
        peer = new PeerOptions();
        peer.AddTo(this);
    }

    /// <summary>Makes <c>--precision</c>.</summary>
    protected static Option<Precision[]> Precisions(params Precision[] defaults) => new("--precision")
    {
        Description = "Number formats, fp32 and bf16 (bf16 by default only where the processor has instructions for it)", DefaultValueFactory = _ =>
            Fast(defaults), AllowMultipleArgumentsPerToken = true,
    };

    // Without instructions bf16 takes a hundred times as long: nobody trains or translates so.
    private static Precision[] Fast(Precision[] formats)
    {
        Precision[] fast = ProcessorFeatures.Bf16 ? formats : [.. formats.Where(format => format != Precision.Bf16)];
        return fast.Length > 0 ? fast : [Precision.Fp32];
    }

    /// <summary>Makes <c>--size</c>.</summary>
    protected static Option<string> Sizes(IReadOnlyList<string> names, string @default) => new("--size")
    {
        Description = $"The network: {string.Join(", ", names)} (docs/performance.md has their sizes)", HelpName = "NAME", DefaultValueFactory = _ => @default,
    };

    /// <summary>Makes <c>--multi30k</c>.</summary>
    protected static Option<bool> Multi30k() => new("--multi30k") { Description = "Take Multi30K from the data folder in place of made-up text" };

    /// <summary>Multi30K's folder where it is asked for.</summary>
    protected static string? Multi30k(bool wanted, CommandContext context) => wanted ? Path.Combine(context.Data.Require(), "multi30k") : null;

    /// <summary>Measures.</summary>
    protected abstract IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context);

    /// <summary>What a benchmark adds to its report, such as another peer's name.</summary>
    protected virtual BenchReport Finish(BenchReport report) => report;

    /// <summary>The products the peak is measured with.</summary>
    protected virtual PeakJob Peak(ParseResult parse) => new();

    /// <summary>Products for tests.</summary>
    protected static PeakJob TinyPeak { get; } = new() { Shapes = [[64, 64, 64]], Repeats = 1 };

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        using BenchSession session = new(Host(parse), Session(parse), context.Note, context.Cancel);
        IReadOnlyList<BenchRow> rows = Measure(parse, session, context);
        BenchReport report = Finish(session.Report(Name, CommandText.Of(parse), rows));
        if (context.Json) context.Output.WriteLine(BenchJson.Write(report));
        else Write(report, context.Output);
        return ExitCode.Success;
    }

    /// <summary>Threads of a process, where a benchmark does not take what is asked for.</summary>
    protected virtual int Threads(int given) => given;

    /// <summary>How processes are started.</summary>
    protected BenchHost Host(ParseResult parse)
    {
        BenchHost host = new() { Program = typeof(BenchmarkCommand).Assembly.Location, Threads = Threads(parse.GetValue(threads)) };
        if (host.Threads < 1) throw new ArgumentException("--threads must be at least 1");
        return peer?.Apply(parse, host) ?? host;
    }

    /// <summary>Rounds.</summary>
    protected int Rounds(ParseResult parse) => parse.GetValue(rounds);

    private SessionOptions Session(ParseResult parse) => new()
    {
        Rounds = Rounds(parse),
        Repeats = parse.GetValue(repeats),
        Warmup = parse.GetValue(warmup),
        Seed = parse.GetValue(seed),
        Keep = parse.GetValue(keep),
        Peer = peer?.IsWanted(parse) == true,
        PeakJob = Peak(parse),
    };

    private static void Write(BenchReport report, TextWriter output)
    {
        output.Write(TextTable.Format(BenchTable.Header(report), BenchTable.Rows(report)));
        if (report.Peer is { } peer) output.WriteLine($"peer: {peer}");
        foreach (string note in report.Notes) output.WriteLine($"note: {note}");
    }

    private static int DefaultThreads() => int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), out int set) && set > 0 ? set
        : Environment.ProcessorCount;
}
