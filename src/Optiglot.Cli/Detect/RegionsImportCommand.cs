using System.CommandLine;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Brings regions that others have extracted into a store.</summary>
internal sealed class RegionsImportCommand : CliCommand
{
    private readonly Argument<string> source = new("SOURCE")
    {
        Description = "A bottom-up-attention table (.tsv, .tsv.gz), a .npy or .npz file of many pictures, or a folder of such files of one picture each"
    };
    private readonly Option<string> store =
        new("--out", "-o") { Description = "Region store to write, a file or a folder for its regions.sqlite; pictures that are in it are replaced",
        HelpName = "FILE|DIR", Required = true };
    private readonly Option<string> name = new("--name")
    {
        Description = "Name of the detector that found the regions", HelpName = "NAME", DefaultValueFactory = _ => "bottom-up"
    };
    private readonly Option<string> sha256 = new("--sha256")
    {
        Description = "SHA-256 of that detector's weights, if known", HelpName = "HEX", DefaultValueFactory = _ => ""
    };
    private readonly Option<string?> labels = new("--labels")
    {
        Description = "Names of its classes, one a line (synonyms after a comma are dropped)", HelpName = "FILE"
    };
    private readonly Option<string?> attributes = new("--attributes") { Description = "Names of its attributes, likewise", HelpName = "FILE" };
    private readonly Option<string?> pictures = new("--pictures")
    {
        Description = "For a .npy or .npz file of many pictures: their file names, one a line, in its order", HelpName = "FILE"
    };
    private readonly Option<string> extension = new("--extension")
    {
        Description = "Put after each picture's id to make its file name", HelpName = ".EXT", DefaultValueFactory = _ => ".jpg"
    };

    /// <summary>Builds the command.</summary>
    public RegionsImportCommand() : base(
        "import", "Brings regions extracted elsewhere into a region store",
        "regions import train_obj36.tsv --labels objects_vocab.txt --attributes attributes_vocab.txt --out regions/bottom-up",
        "regions import features.npy --pictures image_splits/train.txt --name resnet --out regions/resnet")
    {
        Add(source);
        Add(store);
        foreach (Option option in (Option[])[name, sha256, labels, attributes, pictures, extension]) Add(option);
    }

    /// <inheritdoc/>
    public override TimeSpan Moment => Patience.ToSave;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string target = RegionStore.PathOf(parse.GetRequiredValue(store));
        DetectorInfo detector = new()
        {
            Name = parse.GetRequiredValue(name), Sha256 = parse.GetRequiredValue(sha256).ToLowerInvariant(), FeatureWidth = 0,
            ClassNames = Names(parse.GetValue(labels)), AttributeNames = Names(parse.GetValue(attributes)),
        };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        long total = 0;
        IEnumerable<(string, RegionSet)> rows = Open(parse, ref total);
        long saved = context.Progress.Run(
            "import", "pictures", tell => RegionImporter.Run(rows, target, detector, done => tell(done, Math.Max(done, total)), context.Cancel));
        if (context.Json) context.WriteJson(new { store = target, detector = detector.Name, saved });
        else context.Output.WriteLine($"{target}: {saved} pictures of detector {detector.Name} saved");
        return ExitCode.Success;
    }

    private IEnumerable<(string, RegionSet)> Open(ParseResult parse, ref long total)
    {
        string from = parse.GetRequiredValue(source), ending = parse.GetRequiredValue(extension);
        if (Directory.Exists(from)) return NumpyRegions.ReadFolder(from, ending);
        if (Path.GetExtension(from) is not (".npy" or ".npz")) return BottomUpTsv.Read(from, ending);
        if (parse.GetValue(pictures) is not { } list)
            throw new ArgumentException($"{from}: which pictures are these? Give their file names, one a line, with --pictures FILE");
        string[] names = File.ReadAllLines(list);
        total = names.Length;
        return NumpyRegions.Read(from, names);
    }

    private static IReadOnlyList<string> Names(string? file) => file is null ? [] : NameList.Read(file);
}
