namespace Optiglot.Distributed.Mpi;

/// <summary>How processes of a machine share its cores.</summary>
internal static class CoreShare
{
    private const string Status = "/proc/self/status", Key = "Cpus_allowed_list:";

    /// <summary>The cores that this process may run on, as the system lists them (<c>0-3,8</c>); empty where it does not.</summary>
    internal static string Allowed() => File.Exists(Status)
        ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))?[Key.Length..].Trim() ?? ""
        : "";

    /// <summary>A process's share, at least one.</summary>
    /// <param name="usable">Cores that the process may use: those it is bound to, or its container's.</param>
    /// <param name="places">For each rank, its machine and the cores it is bound to: ranks that have the same share them.</param>
    /// <param name="rank">The process.</param>
    /// <param name="here">Processes on its machine, those among which a container's cores are shared at most.</param>
    internal static int Of(int usable, IReadOnlyList<string> places, int rank, int here) =>
        Math.Max(1, usable / Math.Clamp(places.Count(place => place == places[rank]), 1, here));
}
