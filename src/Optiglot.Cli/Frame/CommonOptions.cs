using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>Options that several commands have, so that they are named and explained alike.</summary>
internal static class CommonOptions
{
    /// <summary><c>--detector NAME</c>.</summary>
    public static Option<string> Detector() => new("--detector")
    {
        Description = "Detector: a name in the folder `detectors`, or the path of a manifest", HelpName = "NAME", DefaultValueFactory = _ => "yolox-nano",
    };
}
