using System.Diagnostics;

namespace Optiglot.Bench;

/// <summary>Whether PyTorch for Python is there, and which.</summary>
public static class PeerCheck
{
    private const string Script = "check.py", ReferenceBlas = "reference";

    /// <summary>The peer in words, as <c>PyTorch 1.13.1, Python 3.11.2, BLAS libopenblasp-r0.3.21.so, oneDNN</c>.</summary>
    /// <param name="host">Where it should be.</param>
    /// <param name="notes">Receives what makes the peer slower than it could be.</param>
    /// <exception cref="FileNotFoundException">Python or PyTorch is missing: the message says how to get it.</exception>
    public static string Describe(BenchHost host, ICollection<string> notes)
    {
        string peers = host.FindPeers();
        if (!File.Exists(host.Python)) throw Missing($"{host.Python} is not there");
        using Process process = Process.Start(
            new ProcessStartInfo(host.Python, [Path.Combine(peers, Script)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw Missing($"{host.Python} cannot import it ({LastLine(error.Result)})");
        PeerFacts facts = BenchJson.Read<PeerFacts>(output, Script);
        if (facts.Blas.Contains(ReferenceBlas, StringComparison.Ordinal))
            notes.Add(
                "The peer's fp32 products run on the reference BLAS, which is many times slower than OpenBLAS: its fp32 numbers say nothing. Mend: apt "
                    + "install libopenblas0-pthread.");
        if (!facts.Onednn) notes.Add("The peer's PyTorch is built without oneDNN: its bf16 numbers say nothing.");
        return $"PyTorch {facts.Torch}, Python {facts.Python}, BLAS {facts.Blas}, {(facts.Onednn ? "oneDNN" : "no oneDNN")}";
    }

    /// <summary>The last line that says something.</summary>
    internal static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()
        ?? "it said nothing";

    private static FileNotFoundException Missing(string why) =>
        new($"--peer needs PyTorch for Python, and {why}; install it with: apt install python3-torch libopenblas0-pthread (or name another Python with "
            + $"--python PATH)");

    private sealed record PeerFacts(string Torch, string Python, string Blas, bool Onednn);
}
