using System.CommandLine;
using Optiglot.Studies.Probes;

namespace Optiglot.Cli;

/// <summary>Translates with pictures of other lines.</summary>
internal sealed class ProbeIncongruentCommand : CliCommand
{
    private readonly Option<string?> blurred = new("--blurred")
    {
        Description = "Region store of the same pictures blurred, by the same detector, to translate with too", HelpName = "FILE|DIR",
    };

    private readonly ProbeOptions options = new();

    /// <summary>Builds the command.</summary>
    public ProbeIncongruentCommand() : base(
        "incongruent", "Scores the lines that have a picture: with the right one, wrong ones, one with the same tags, a blurred one, none",
        "probe incongruent --model runs/flickr8k-en-de --set test_2016_flickr --set val",
            "probe incongruent --model runs/seed1 --model runs/seed2 --blurred regions/blurred --json")
    {
        options.AddTo(this);
        Add(blurred);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        (string sets, IReadOnlyList<(string, PictureStatistics)> found) = new ProbeRuns(options, parse, context)
            .Incongruent(options.Models(parse), parse.GetValue(blurred));
        IncongruentReport.Write(context, sets, found);
        return ExitCode.Success;
    }
}
