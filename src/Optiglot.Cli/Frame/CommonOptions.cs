using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>Options that several commands have, so that they are named and explained alike.</summary>
internal static class CommonOptions
{
    /// <summary><c>--detector NAME|FILE</c>.</summary>
    public static Option<string> Detector() => new("--detector")
    {
        Description = "Detector: a name in the folder `detectors`, or the path of a detector's file", HelpName = "NAME|FILE", DefaultValueFactory = _ => "yolox-nano",
    };
}
