using System.CommandLine;
using System.Globalization;

namespace Optiglot.Cli;

/// <summary>Options that several commands have, so that they are named and explained alike.</summary>
internal static class CommonOptions
{
    /// <summary><c>--detector NAME|FILE</c>.</summary>
    public static Option<string> Detector() => new("--detector")
    {
        Description = "Detector: a name in the folder `detectors`, or the path of a detector's file", HelpName = "NAME|FILE", DefaultValueFactory = _ =>
            "yolox-nano",
    };

    /// <summary>Refuses smaller numbers on the command line.</summary>
    public static void AtLeast(Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int value) && value < least)
            result.AddError($"{option.Name} {value}: must be {least} or more");
    });

    /// <summary>Refuses numbers outside a range on the command line.</summary>
    public static void InRange(Option option, double least, double most) => option.Validators.Add(result =>
    {
        bool isNumber = double.TryParse(result.Tokens.Count > 0 ? result.Tokens[0].Value : null, CultureInfo.InvariantCulture, out double value);
        if (isNumber && !(value >= least && value <= most)) result.AddError(FormattableString.Invariant($"{option.Name} {value}: must be {least} to {most}"));
    });
}
