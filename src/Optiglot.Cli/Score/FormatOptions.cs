using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>The options by which commands choose how scores are written.</summary>
internal sealed class FormatOptions
{
    private readonly Option<int> width = new("--width", "-w")
    {
        Description = "Digits behind the point of scores", HelpName = "N", DefaultValueFactory = _ => ScoreFormat.UsualWidth,
    };

    private readonly Option<bool> latex = new("--latex") { Description = "A table in LaTeX (package booktabs), signatures as comments" };
    private readonly Option<bool>? scoreOnly;

    /// <summary>Makes them.</summary>
    /// <param name="withScoreOnly">Whether numbers alone may be asked for.</param>
    public FormatOptions(bool withScoreOnly)
    {
        if (withScoreOnly) scoreOnly = new("--score-only", "-b") { Description = "Numbers alone: one a line, or a line a system" };
    }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        if (scoreOnly is not null) command.Add(scoreOnly);
        command.Add(width);
        command.Add(latex);
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="UsageException">A value that cannot be, or two formats.</exception>
    public ScoreFormat Of(ParseResult parse, CommandContext context)
    {
        ScoreFormat format = new(context.Json, parse.GetValue(latex), scoreOnly is not null && parse.GetValue(scoreOnly), parse.GetValue(width));
        if (format.Width is < 0 or > ScoreFormat.LargestWidth)
            throw new UsageException($"--width must be 0 to {ScoreFormat.LargestWidth} digits, not {format.Width}");
        if (format.Json && format.Latex) throw new UsageException("--json and --latex are two formats: choose one");
        return format;
    }
}
