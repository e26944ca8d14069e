using System.Globalization;

namespace Optiglot.Distributed.Mpi;

/// <summary>What an MPI launcher has told this process in its environment.</summary>
public static class MpiLaunch
{
    // Open MPI's mpirun; MPICH's hydra; SLURM's srun, which sets these for programs that do not use MPI too and counts only with an MPI type.
    private static readonly string[] Counts = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_SIZE"];
    private static readonly string[] Ranks = ["OMPI_COMM_WORLD_RANK", "PMI_RANK", "PMIX_RANK"];
    private static readonly string[] LocalRanks = ["OMPI_COMM_WORLD_LOCAL_RANK", "MPI_LOCALRANKID", "SLURM_LOCALID"];
    private static readonly string[] LocalCounts = ["OMPI_COMM_WORLD_LOCAL_SIZE", "MPI_LOCALNRANKS", "SLURM_NTASKS_PER_NODE"];

    /// <summary>Whether a launcher has started this process as one of several.</summary>
    public static bool IsOneOfSeveral =>
        Number(Counts) is > 1 || (Number("SLURM_NTASKS") is > 1 && Environment.GetEnvironmentVariable("SLURM_STEP_ID") is not null
        && Environment.GetEnvironmentVariable("PMIX_RANK") is not null);

    /// <summary>Whether a launcher has started this process as another than the first of several: known before MPI is.</summary>
    public static bool IsFollower => IsOneOfSeveral && Number(Ranks) is > 0;

    /// <summary>Rank among those of this machine; null where the launcher does not say.</summary>
    internal static int? LocalRank => Number(LocalRanks);

    /// <summary>Ranks on this machine.</summary>
    internal static int? LocalCount => Number(LocalCounts);

    /// <summary>The communicator of this process: MPI's where a launcher has started several, else one process alone.</summary>
    /// <param name="notice">Told at once of a rank that fails, on a thread of its own: on rank 0; where that one is gone itself, on rank 1.</param>
    /// <exception cref="DllNotFoundException">There is no MPI library; the message says what to install.</exception>
    public static ICommunicator Open(Action<RankFailedException>? notice = null) => IsOneOfSeveral ? new MpiCommunicator(notice) : new SingleProcess();

    private static int? Number(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            if (int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value)) return value;
        return null;
    }
}
