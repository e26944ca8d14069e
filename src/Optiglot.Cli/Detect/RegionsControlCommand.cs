using System.CommandLine;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Makes a control of a region store: pictures that say nothing of their sentences.</summary>
internal sealed class RegionsControlCommand : CliCommand
{
    private readonly Argument<string> source = new("STORE") { Description = "The region store, a file or the folder of its regions.sqlite" };
    private readonly Option<string> store = new("--out", "-o")
    {
        Description = "Region store to write, which must not exist yet", HelpName = "FILE|DIR", Required = true
    };
    private readonly Option<ControlKind> kind =
        new("--kind") { Description = "noise: random numbers in place of each picture; shuffled: another picture's regions", DefaultValueFactory = _ =>
        ControlKind.Noise };
    private readonly Option<int> seed = new("--seed") { Description = "Seed of the numbers or of the shuffling", DefaultValueFactory = _ => 1 };

    /// <summary>Builds the command.</summary>
    public RegionsControlCommand() : base(
        "control", "Makes a control: a store whose pictures say nothing of their sentences, so that what is learned with it was not seen",
        "regions control regions/flickr8k --kind noise --out regions/noise", "regions control regions/flickr8k --kind shuffled --seed 2 --out regions/shuffled")
    {
        Add(source);
        foreach (Option option in (Option[])[store, kind, seed]) Add(option);
    }

    /// <inheritdoc/>
    public override TimeSpan Moment => Patience.ToSave;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string target = RegionStore.PathOf(parse.GetRequiredValue(store));
        using RegionStore from = RegionStore.Open(RegionStore.PathOf(parse.GetRequiredValue(source)));
        long total = from.Count;
        int made = context.Progress.Run("control", "pictures", tell =>
            ControlStore.Make(from, target, parse.GetValue(kind), parse.GetValue(seed), done => tell(done, total), context.Cancel));
        string name = parse.GetValue(kind).ToString().ToLowerInvariant();
        if (context.Json) context.WriteJson(new { store = target, of = from.Path, kind = name, saved = made });
        else context.Output.WriteLine($"{target}: {made} pictures, {name} in place of each");
        return ExitCode.Success;
    }
}
