using System.CommandLine;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>How many regions a picture gets, and from which score.</summary>
internal sealed class RegionOptions
{
    private static readonly RegionLimits Defaults = new();

    private readonly Option<int> min = new("--min-regions")
    {
        Description = "Fewest regions a picture, however low their scores", HelpName = "N", DefaultValueFactory = _ => Defaults.Min
    };
    private readonly Option<int> max = new("--max-regions") { Description = "Most regions a picture; the cells of a grid come besides", HelpName = "N",
        DefaultValueFactory = _ => Defaults.Max };
    private readonly Option<float> threshold = new("--threshold")
    {
        Description = "Score from which a box counts as found", HelpName = "0..1", DefaultValueFactory = _ => Defaults.ScoreThreshold
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        CommonOptions.InRange(threshold, 0, 1);
        CommonOptions.AtLeast(min, 0);
        CommonOptions.AtLeast(max, 1);
        command.Add(min);
        command.Add(max);
        command.Add(threshold);
    }

    /// <summary>Their values.</summary>
    /// <exception cref="UsageException">Numbers that do not go together.</exception>
    public RegionLimits Read(ParseResult parse)
    {
        RegionLimits limits = Defaults with { Min = parse.GetValue(min), Max = parse.GetValue(max), ScoreThreshold = parse.GetValue(threshold) };
        if (limits.Min > limits.Max)
            throw new UsageException($"{min.Name} {limits.Min} is more than {max.Name} {limits.Max}; lower the one or raise the other");
        limits.Validate();
        return limits;
    }
}
