using System.Diagnostics;
using System.Globalization;

namespace Optiglot.Bench;

/// <summary>The service in a process of its own, at a free port, for the time of a measurement.</summary>
internal sealed class ServedProcess : IDisposable
{
    private const string Said = "serving at ", Resident = "VmRSS:";
    private const int TermSignal = 15, PatienceMilliseconds = 30_000;

    private readonly Process _process;
    private readonly Task<string> _error;

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="host">How processes are started.</param>
    /// <param name="options">Options of <c>serve</c> besides its address.</param>
    /// <exception cref="InvalidDataException">It does not start; the message has its last line.</exception>
    public ServedProcess(BenchHost host, IReadOnlyList<string> options)
    {
        ProcessStartInfo start = new(JobRunner.DotNet(), ["exec", host.Program, "serve", "--urls", "http://127.0.0.1:0", .. options]) {
            RedirectStandardOutput = true, RedirectStandardError = true };
        if (host.Threads != Environment.ProcessorCount) start.Environment["DOTNET_PROCESSOR_COUNT"] = host.Threads.ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(start) ?? throw new IOException($"{start.FileName} does not start");
        _error = _process.StandardError.ReadToEndAsync();
        string line = _process.StandardOutput.ReadLine() ?? "";
        if (!line.StartsWith(Said, StringComparison.Ordinal))
        {
            string why = PeerCheck.LastLine(_error.Result);
            Dispose();
            throw new InvalidDataException($"the service does not start: {why}");
        }

        Address = new Uri(line[Said.Length..].Split(' ')[0]);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Memory it holds now, bytes; 0 where the system does not tell.</summary>
    public long Memory()
    {
        string file = $"/proc/{_process.Id}/status";
        string? line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(each => each.StartsWith(Resident, StringComparison.Ordinal)) : null;
        return line is null ? 0 : 1024 * long.Parse(line[Resident.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>Stops it as an operator would, and waits for its end.</summary>
    /// <exception cref="InvalidDataException">It did not end in peace.</exception>
    public void Stop()
    {
        using (var kill = Process.Start("kill", [$"-{TermSignal}", _process.Id.ToString(CultureInfo.InvariantCulture)])) kill.WaitForExit();
        if (!_process.WaitForExit(PatienceMilliseconds)) throw new InvalidDataException("the service did not end when it was asked to");
        if (_process.ExitCode != 0) throw new InvalidDataException(
            $"the service ended with exit code {_process.ExitCode}: {PeerCheck.LastLine(_error.Result)}");
    }

    /// <summary>Ends it at once where it still runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
