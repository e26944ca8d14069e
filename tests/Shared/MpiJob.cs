using System.Diagnostics;
using Xunit.Sdk;

namespace Optiglot.Distributed.Tests;

/// <summary>Real processes under Open MPI's launcher; a test that starts some is skipped where there is none.</summary>
internal sealed class MpiJob : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private MpiJob(Process process)
    {
        this.process = process;
        (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <summary>Starts a program so many times.</summary>
    internal static MpiJob Start(int count, IEnumerable<string> command, params IEnumerable<(string Name, string Value)> environment) =>
        Start(["-np", $"{count}"], command, environment);

    /// <summary>Starts a program with options of the launcher.</summary>
    internal static MpiJob Start(IEnumerable<string> launch, IEnumerable<string> command, params IEnumerable<(string Name, string Value)> environment)
    {
        string? mpirun = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "mpirun"))
            .FirstOrDefault(File.Exists);
        if (mpirun is null) throw SkipException.ForSkip("there is no mpirun: install it with apt-get install openmpi-bin");
        ProcessStartInfo start = new(mpirun, ["--allow-run-as-root", "--oversubscribe", .. launch, .. command])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // Processes that wait leave the cores to the others.
        start.Environment["OMPI_MCA_mpi_yield_when_idle"] = "1";
        start.Environment["OMPI_MCA_btl_vader_single_copy_mechanism"] = "none";
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return new MpiJob(Process.Start(start)!);
    }

    /// <summary>Waits for the end.</summary>
    internal (int Code, string Output, string Error) End(double minutes = 2)
    {
        if (!process.WaitForExit(TimeSpan.FromMinutes(minutes)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"not over after {minutes} minutes: {output.Result}{errors.Result}");
        }

        return (process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Kills a rank, as the system does where memory is short.</summary>
    internal void Kill(int rank)
    {
        foreach (string folder in Directory.GetDirectories("/proc").Where(each => char.IsAsciiDigit(Path.GetFileName(each)[0])))
        {
            if (!IsRank(folder, rank)) continue;
            using Process found = Process.GetProcessById(int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture));
            found.Kill();
        }
    }

    // A child of the launcher's with that rank in its environment.
    private bool IsRank(string folder, int rank)
    {
        try
        {
            return File.ReadLines(Path.Combine(folder, "status")).Contains($"PPid:\t{process.Id}")
                && File.ReadAllText(Path.Combine(folder, "environ")).Split('\0').Contains($"OMPI_COMM_WORLD_RANK={rank}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
