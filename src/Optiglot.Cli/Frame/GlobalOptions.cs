using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>The options every command has.</summary>
internal sealed class GlobalOptions
{
    /// <summary>One JSON object on standard output in place of text.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Print the result as one JSON object", Recursive = true };

    /// <summary>Stack traces and details.</summary>
    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Say more; show the stack trace of an unexpected error", Recursive = true };

    /// <summary>Results and problems only.</summary>
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Say nothing but results and what went wrong", Recursive = true };

    /// <summary>The data folder.</summary>
    public Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder of the data sets (default: OPTIGLOT_DATA, else `shared/data` or `data` in this folder or one above)",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Adds them to the root command.</summary>
    public void AddTo(Command root)
    {
        root.Add(Data);
        root.Add(Json);
        root.Add(Verbose);
        root.Add(Quiet);
    }
}
