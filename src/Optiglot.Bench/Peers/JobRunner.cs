using System.Diagnostics;
using System.Globalization;

namespace Optiglot.Bench;

/// <summary>Runs prepared jobs, each in a process of its own and never two at once.</summary>
/// <param name="host">How processes are started.</param>
public sealed class JobRunner(BenchHost host)
{
    /// <summary>What the launcher sets for speed, and a peer with plain settings goes without.</summary>
    internal static readonly string[] Tuning = ["GLIBC_TUNABLES", "GOMP_SPINCOUNT", "ONEDNN_PRIMITIVE_CACHE_CAPACITY"];

    /// <summary>Runs a job on our side.</summary>
    /// <exception cref="InvalidDataException">The process failed; the message has its last line.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the process was ended.</exception>
    public JobResult Ours(string folder, CancellationToken cancellation) =>
        Start("ours", new ProcessStartInfo(DotNet(), ["exec", host.Program, "bench", "job", folder]), cancellation);

    /// <summary>Runs a job by several ranks, each bound to a core of its own.</summary>
    /// <exception cref="FileNotFoundException">There is no mpirun.</exception>
    /// <exception cref="InvalidDataException">A process failed; the message has its last line.</exception>
    public JobResult Ranks(string folder, int ranks, CancellationToken cancellation)
    {
        string mpirun = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(place => Path.Combine(place, "mpirun"))
            .FirstOrDefault(File.Exists)
                ?? throw new FileNotFoundException("mpirun is not on the PATH: install it, on Debian and Ubuntu with apt-get install openmpi-bin");
        string[] launch = ["--allow-run-as-root", "-np", ranks.ToString(CultureInfo.InvariantCulture), "--map-by", "core", "--bind-to", "core"];
        ProcessStartInfo start = new(mpirun, [.. launch, DotNet(), "exec", host.Program, "bench", "job", folder]);
        // The launcher gives its ranks pseudo-terminals, and .NET would greet them.
        start.Environment["TERM"] = "dumb";
        return Start($"{ranks} ranks", start, cancellation);
    }

    /// <summary>Runs a job on the peer's side.</summary>
    /// <param name="script">The peer's script.</param>
    /// <param name="folder">The job's folder.</param>
    /// <param name="settings">Launcher or Plain.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidDataException">The process failed; the message has its last line.</exception>
    public JobResult Peer(string script, string folder, PeerSettings settings, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(host.Python, [Path.Combine(host.FindPeers(), script), folder]);
        if (settings == PeerSettings.Plain)
            foreach (string name in Tuning) start.Environment.Remove(name);
        return Start($"the peer ({script})", start, cancellation);
    }

    /// <summary>The .NET host of this process, for another one.</summary>
    internal static string DotNet()
    {
        string own = Environment.ProcessPath ?? "dotnet";
        return Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
    }

    private JobResult Start(string who, ProcessStartInfo start, CancellationToken cancellation)
    {
        (int code, string output, string error) = Run(start, cancellation);
        if (code != 0) throw new InvalidDataException($"{who} failed with exit code {code}: {PeerCheck.LastLine(error)}");
        return BenchJson.Read<JobResult>(output, who);
    }

    private (int Code, string Output, string Error) Run(ProcessStartInfo start, CancellationToken cancellation)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        string threads = host.Threads.ToString(CultureInfo.InvariantCulture);
        start.Environment["OMP_NUM_THREADS"] = threads;
        if (host.Threads != Environment.ProcessorCount) start.Environment["DOTNET_PROCESSOR_COUNT"] = threads;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process process = Process.Start(start) ?? throw new IOException($"{start.FileName} does not start");
        using CancellationTokenRegistration stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return (process.ExitCode, output, error.Result);
    }
}
