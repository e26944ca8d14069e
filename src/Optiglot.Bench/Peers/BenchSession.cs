using Optiglot.Training;

namespace Optiglot.Bench;

/// <summary>One call of a benchmark: its folder, its processes, and what is the same for all its rows.</summary>
public sealed class BenchSession : IDisposable
{
    // What makes OpenBLAS take one path on every processor, and what puts another BLAS in place of libtorch's.
    private static readonly string[] BlasSettings = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "LD_PRELOAD"];
    private static readonly string[] SettingsThatMatter = [.. JobRunner.Tuning, .. BlasSettings];

    private readonly BenchHost host;
    private readonly SessionOptions options;
    private readonly Action<string> tell;
    private readonly CancellationToken cancellation;
    private readonly JobRunner runner;
    private readonly string folder;
    private readonly string? peer;
    private readonly List<string> notes = [];
    private readonly Dictionary<Precision, double> peaks = [];
    private int jobs;

    /// <summary>Begins.</summary>
    /// <param name="host">How processes are started.</param>
    /// <param name="options">Rounds, passes, peer.</param>
    /// <param name="tell">Told what is going on.</param>
    /// <param name="cancellation">Ends the process in work.</param>
    /// <exception cref="FileNotFoundException">The peer is wanted and PyTorch for Python is missing.</exception>
    public BenchSession(BenchHost host, SessionOptions options, Action<string> tell, CancellationToken cancellation)
    {
        (this.host, this.options, this.tell, this.cancellation) = (host, options, tell, cancellation);
        if (options.Rounds < 1) throw new ArgumentException("--rounds must be at least 1");
        runner = new JobRunner(host);
        if (options.Peer) peer = PeerCheck.Describe(host, notes);
        if (Environment.GetEnvironmentVariable("GLIBC_TUNABLES") is not { Length: > 0 })
            notes.Add("GLIBC_TUNABLES was not set: start by ./optiglot, which sets it.");
        foreach (string name in BlasSettings)
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value) notes.Add($"{name}={value} was set for every process.");
        folder = options.Keep is { } keep ? Path.GetFullPath(keep) : Directory.CreateTempSubdirectory("optiglot-bench-").FullName;
    }

    /// <summary>A remark for the reader of the report.</summary>
    public void Note(string line) => notes.Add(line);

    /// <summary>Prepares a job and runs its rounds: ours, peer, ours, peer, …</summary>
    /// <param name="name">What is measured, for progress.</param>
    /// <param name="job">The job; passes and seed are the session's where it says any.</param>
    public PairedResults Run(string name, BenchJob job) =>
        RunRounds(name, job with { Warmup = options.Warmup ?? job.Warmup, Repeats = options.Repeats ?? job.Repeats, Seed = options.Seed }, options.Rounds);

    /// <summary>Prepares a job and runs its rounds, each by one number of ranks after the other.</summary>
    /// <returns>For each round, a result a number of ranks.</returns>
    public IReadOnlyList<IReadOnlyList<JobResult>> RunRanks(string name, BenchJob job, IReadOnlyList<int> ranks)
    {
        string place = Path.Combine(folder, $"{jobs++:D2}");
        tell($"{name}: prepares the work");
        (job with { Warmup = options.Warmup ?? job.Warmup, Repeats = options.Repeats ?? job.Repeats, Seed = options.Seed }).Save(place);
        List<IReadOnlyList<JobResult>> rounds = [];
        for (int round = 1; round <= options.Rounds; round++)
        {
            tell($"{name}: round {round} of {options.Rounds}");
            rounds.Add([.. ranks.Select(count => runner.Ranks(place, count, cancellation))]);
        }

        if (options.Keep is null) Directory.Delete(place, recursive: true);
        return rounds;
    }

    /// <summary>The fastest product of either side in a number format, GFLOP/s; measured once a session.</summary>
    public double Peak(Precision precision)
    {
        if (peaks.TryGetValue(precision, out double known)) return known;
        PairedResults results = RunRounds($"peak {Label(precision)}", options.PeakJob with { Precision = precision }, 1);
        return peaks[precision] = results.Ours.Concat(results.Peer).Max(result => result.Rate);
    }

    /// <summary>Number formats as people write them.</summary>
    public static string Label(Precision precision) => precision == Precision.Bf16 ? "bf16" : "fp32";

    /// <summary>Puts the report together.</summary>
    public BenchReport Report(string benchmark, string command, IReadOnlyList<BenchRow> rows) => new()
    {
        Benchmark = benchmark,
        Command = command,
        Commit = GitCommit.Read(AppContext.BaseDirectory),
        Date = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Machine = MachineDescription.Describe(),
        Threads = host.Threads,
        Settings = SettingsThatMatter.ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name) ?? ""),
        Peer = peer,
        Rows = rows,
        Notes = [.. notes.Distinct()],
    };

    /// <summary>Deletes the folder, unless it was to be kept.</summary>
    public void Dispose()
    {
        if (options.Keep is null && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private PairedResults RunRounds(string name, BenchJob job, int rounds)
    {
        string place = Path.Combine(folder, $"{jobs++:D2}");
        tell($"{name}: prepares the work");
        job.Save(place);
        bool paired = options.Peer && job.PeerScript is not null;
        PeerSettings? settings = paired ? Choose(name, job.PeerScript!, place) : null;
        List<JobResult> ours = [], peers = [];
        for (int round = 1; round <= rounds; round++)
        {
            tell($"{name}: round {round} of {rounds}, ours");
            ours.Add(runner.Ours(place, cancellation));
            if (!paired) continue;
            tell($"{name}: round {round} of {rounds}, peer");
            peers.Add(runner.Peer(job.PeerScript!, place, settings!.Value, cancellation));
        }

        if (options.Keep is null) Directory.Delete(place, recursive: true);
        return new PairedResults(ours, peers, settings);
    }

    // The peer's own tuning: a run with either setting, the faster one stays.
    private PeerSettings Choose(string name, string script, string place)
    {
        if (host.PeerSettings != PeerSettings.Best) return host.PeerSettings;
        tell($"{name}: tunes the peer");
        double launcher = runner.Peer(script, place, PeerSettings.Launcher, cancellation).Rate,
            plain = runner.Peer(script, place, PeerSettings.Plain, cancellation).Rate;
        PeerSettings faster = plain > launcher ? PeerSettings.Plain : PeerSettings.Launcher;
        Note($"{name}: the peer was faster with {(faster == PeerSettings.Plain ? "plain" : "the launcher's")} settings, and had those.");
        return faster;
    }
}
