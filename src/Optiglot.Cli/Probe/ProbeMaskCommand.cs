using System.CommandLine;
using Optiglot.Studies.Probes;

namespace Optiglot.Cli;

/// <summary>Hides words that the picture may show.</summary>
internal sealed class ProbeMaskCommand : CliCommand
{
    private readonly Option<string> words = new("--words")
    {
        Description = "What is hidden: color, noun or people (positions: probes/SET.KIND.txt in the data folder)", HelpName = "KIND", Required = true
    };
    private readonly ProbeOptions options = new();

    /// <summary>Builds the command.</summary>
    public ProbeMaskCommand() : base(
        "mask", "Hides words of the source that the picture may show, and counts how often they are translated right: with the right picture, wrong ones, none",
        "probe mask --model runs/flickr8k-en-de --words color --set test_2016_flickr --set val",
            "probe mask --model runs/seed1 --model runs/seed2 --words noun --set photo_test --json")
    {
        words.AcceptOnlyFromAmong("color", "noun", "people");
        Add(words);
        options.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string kind = parse.GetRequiredValue(words);
        (string sets, IReadOnlyList<(string, MaskResult)> found) = new ProbeRuns(options, parse, context).Mask(options.Models(parse), kind);
        MaskReport.Write(context, kind, sets, found);
        return ExitCode.Success;
    }
}
