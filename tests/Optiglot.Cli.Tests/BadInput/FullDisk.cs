using System.Diagnostics;

namespace Optiglot.Cli.Tests.BadInput;

/// <summary>
/// The command line in a process of its own that cannot write: the system refuses every byte of a file beyond a limit, which is what a full disk does, but
/// needs no disk to be filled and no rights.
/// </summary>
internal static class FullDisk
{
    private const int Block = 1024;

    // The program ignores the signal itself, so that the write fails, as it does where there is no room.
    private const string Script = "ulimit -f \"$1\"; shift; exec dotnet exec \"$@\"";

    /// <summary>Runs it; no file can grow beyond that many bytes (rounded down to KiB).</summary>
    public static CliRun Of(long bytes, params string[] arguments) => Run(Script, $"{bytes / Block}", arguments);

    /// <summary>Runs it with standard output on a full device.</summary>
    public static CliRun WithFullOutput(params string[] arguments) => Run(Script + " > /dev/full", "unlimited", arguments);

    private static CliRun Run(string script, string limit, string[] arguments)
    {
        if (!File.Exists("/bin/bash")) Assert.Skip("needs bash to limit the size of files");
        string program = Path.Combine(AppContext.BaseDirectory, "optiglot.dll");
        ProcessStartInfo start = new("/bin/bash", ["-c", script, "full-disk", limit, program, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true
        };
        // The runtime keeps code and diagnostics in files of its own, which the limit would forbid.
        start.Environment["DOTNET_EnableWriteXorExecute"] = start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["OMP_NUM_THREADS"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CliRun(process.ExitCode, output, error.Result);
    }
}
