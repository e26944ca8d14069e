using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>The group of commands on region stores.</summary>
internal sealed class RegionsCommand : Command
{
    /// <summary>Builds the group.</summary>
    public RegionsCommand() : base("regions", "Works on region stores")
    {
        Add(new RegionsImportCommand());
        Add(new RegionsInfoCommand());
        Add(new RegionsControlCommand());
    }
}
