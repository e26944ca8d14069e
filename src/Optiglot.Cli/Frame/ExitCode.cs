namespace Optiglot.Cli;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>Input, data or the machine does not allow it; one line says why.</summary>
    public const int Failure = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted by the user, as shells count it: 128 + SIGINT.</summary>
    public const int Interrupted = 130;
}
