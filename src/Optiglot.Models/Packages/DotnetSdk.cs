using System.Diagnostics;
using System.Text;

namespace Optiglot.Models;

/// <summary>Runs commands of the .NET SDK.</summary>
internal static class DotnetSdk
{
    private static readonly string[] UsualFolders = ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/local/share/dotnet"];

    private static string Program => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <summary>
    /// Path of <c>dotnet</c> of an SDK: the one that runs us, else that of the PATH, of DOTNET_ROOT, of the home folder, of the usual places.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Find() => Candidates().FirstOrDefault(HasSdk) ?? throw new FileNotFoundException(
        "no .NET SDK found, with which NuGet packages are taken; install it (https://dotnet.microsoft.com/download, package dotnet-sdk-10.0) or set "
            + "DOTNET_ROOT to its folder");

    /// <summary>Runs a command to its end.</summary>
    /// <returns>Its exit code and all that it printed.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the command was ended.</exception>
    public static async Task<(int Code, string Output)> Run(string folder, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Find(), arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in Settings) start.Environment[name] = value;
        // What training wants of the memory allocator is wrong for a build.
        start.Environment.Remove("GLIBC_TUNABLES");
        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        lock (output) return (process.ExitCode, output.ToString());

        void Append(string? line)
        {
            lock (output) output.AppendLine(line);
        }
    }

    private static (string Name, string Value)[] Settings =>
        [("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_UI_LANGUAGE", "en"), ("MSBUILDDISABLENODEREUSE", "1"),
            ("DOTNET_CLI_USE_MSBUILD_SERVER", "0")];

    private static IEnumerable<string> Candidates()
    {
        if (Environment.ProcessPath is { } own && Path.GetFileName(own) == Program) yield return own;
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (string folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) yield return Path.Combine(folder, Program);
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root) yield return Path.Combine(root, Program);
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", Program);
        foreach (string folder in UsualFolders) yield return Path.Combine(folder, Program);
    }

    // What the PATH names is often a link into the folder that has the SDKs beside it.
    private static bool HasSdk(string program)
    {
        if (!File.Exists(program)) return false;
        string real = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
        return Directory.Exists(Path.Combine(Path.GetDirectoryName(real)!, "sdk"));
    }
}
