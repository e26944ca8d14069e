using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>The group of probes: what a model makes of its pictures.</summary>
internal sealed class ProbeCommand : Command
{
    /// <summary>Builds the group.</summary>
    public ProbeCommand() : base("probe", "Shows what a model makes of pictures, with tests against chance")
    {
        Add(new ProbeMaskCommand());
        Add(new ProbeIncongruentCommand());
        Add(new ProbeRegionsCommand());
        Add(new ProbeContrastiveCommand());
        Add(new ProbePicturesCommand());
    }
}
