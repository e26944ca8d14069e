using System.CommandLine;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>The options of beam search; what is not given keeps the model's or the recipe's value.</summary>
internal sealed class SearchOptions
{
    private readonly Option<int?> beam = new("--beam") { Description = "Hypotheses kept at each step (default: the model's own; 1: greedy)", HelpName = "N" };
    private readonly Option<double?> alpha = new("--length-penalty")
    {
        Description = "Exponent of the length penalty (0 favours short output)", HelpName = "ALPHA"
    };
    private readonly Option<int?> noRepeat = new("--no-repeat") { Description = "No sequence of N pieces twice in a translation (0: allowed)", HelpName = "N" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(beam);
        command.Add(alpha);
        command.Add(noRepeat);
    }

    /// <summary>Puts the given values over others.</summary>
    public BeamOptions Read(ParseResult parse, BeamOptions over) => over with
    {
        Beam = parse.GetValue(beam) ?? over.Beam,
        Alpha = parse.GetValue(alpha) ?? over.Alpha,
        NoRepeatNgram = parse.GetValue(noRepeat) ?? over.NoRepeatNgram,
    };
}
