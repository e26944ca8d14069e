namespace Optiglot.Cli.Tests;

/// <summary>Tests that start the program, one at a time: the launcher may build it, and the build's output is linked into the tests' folder.</summary>
internal static class ChildProcesses
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "child processes";
}
