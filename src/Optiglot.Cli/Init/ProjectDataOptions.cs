using System.CommandLine;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>The options that say which files a project is made of, and what is in their columns.</summary>
internal sealed class ProjectDataOptions
{
    private readonly Option<string[]> data = Files(
        "--data", "The pairs: one table (.csv, .tsv, .jsonl), or the files of source, target and, if you have them, pictures, line by line; gz too");
    private readonly Option<string[]> dev = Files("--dev-data", "Pairs that choose the best weights, in files of the same kind (default: cut from --data)");
    private readonly Option<string[]> test = Files("--test-data", "Pairs that measure the model in the end (default: cut from --data)");
    private readonly Option<string?> source = new("--source-column")
    {
        Description = "Column of the source sentences: its name, or its place from 1 (default: source, src or the language's code)",
        HelpName = "NAME",
    };

    private readonly Option<string?> target = new("--target-column")
    {
        Description = "Column of the translations (default: target, tgt or the language's code)",
        HelpName = "NAME",
    };

    private readonly Option<string?> picture = new("--picture-column")
    {
        Description = "Column of the pictures' files (default: picture, image or photo, where there is one)",
        HelpName = "NAME",
    };

    private readonly Option<bool> noHeader = new("--no-header") { Description = "The first line is a pair already" };
    private readonly Option<string?> pictures = new("--pictures")
    {
        Description = "Folder that the pictures' names are relative to (default: that of the pairs' file)",
        HelpName = "DIR",
    };

    private readonly Option<bool> noPictures = new("--no-pictures") { Description = "Train on text alone" };
    private readonly Option<int?> devSize = new("--dev") { Description = "Pairs of the dev set (default: a twentieth, 50 to 1,000)", HelpName = "N" };
    private readonly Option<int?> testSize = new("--test") { Description = "Pairs of the test set (default: as many)", HelpName = "N" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        data.Required = true;
        foreach (Option option in (Option[])[data, source, target, picture, noHeader, pictures, noPictures, dev, test, devSize, testSize]) command.Add(option);
        CommonOptions.InRange(devSize, 1, 1e6);
        CommonOptions.InRange(testSize, 1, 1e6);
    }

    /// <summary>What was asked for; languages are still to be said.</summary>
    public ProjectOptions Read(ParseResult parse, string folder) => new()
    {
        Folder = folder, From = "", To = "",
        Data = parse.GetRequiredValue(data), DevData = parse.GetValue(dev) ?? [], TestData = parse.GetValue(test) ?? [],
        Columns = new PairColumns { Source = parse.GetValue(source), Target = parse.GetValue(target), Picture = parse.GetValue(picture),
            NoHeader = parse.GetValue(noHeader) },
        Pictures = parse.GetValue(pictures), NoPictures = parse.GetValue(noPictures),
        Dev = parse.GetValue(devSize), Test = parse.GetValue(testSize),
    };

    private static Option<string[]> Files(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE", AllowMultipleArgumentsPerToken = true, Arity = new ArgumentArity(1, 3) };
}
