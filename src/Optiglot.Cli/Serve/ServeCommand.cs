using System.CommandLine;
using Optiglot.Server;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Puts models behind HTTP, with a page for people.</summary>
internal sealed class ServeCommand : CliCommand
{
    private static readonly BatchingOptions Batching = new();

    private readonly Option<string[]> model = new("--model", "-m")
    {
        Description = "Model folder, or the folder of a run; may be repeated (default: every starter there is)", HelpName = "DIR",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string[]> urls = new("--urls")
    {
        Description = "Addresses to listen at", HelpName = "URL", DefaultValueFactory = _ => [ServerOptions.DefaultUrl], AllowMultipleArgumentsPerToken = true
    };
    private readonly Option<TranslationPrecision?> precision = new("--precision")
    {
        Description = "Number format: fp32 or int8 (default: fp32 where the folder has it)"
    };
    private readonly Option<int?> workers = new("--workers")
    {
        Description = "Batches translated at a time, on the same weights, and pictures looked at (default: one a core)", HelpName = "N"
    };
    private readonly Option<int> batch = new("--batch")
    {
        Description = "Most sentences in a batch", HelpName = "N", DefaultValueFactory = _ => Batching.MaximumBatch
    };
    private readonly Option<int> delay = new("--delay")
    {
        Description = "Milliseconds that a sentence waits for others to share its batch", HelpName = "MS", DefaultValueFactory = _ =>
            (int)Batching.MaximumDelay.TotalMilliseconds
    };
    private readonly Option<int> queue =
        new("--queue") { Description = "Most sentences that wait; more are answered with 429", HelpName = "N", DefaultValueFactory = _ => Batching.QueueLimit };
    private readonly Option<int?> rate = new("--rate") { Description = "Most sentences a second (default: no limit)", HelpName = "N" };
    private readonly Option<bool> noCache = new("--no-cache") { Description = "Translate again what was translated before" };
    private readonly Option<bool> noPictures = new("--no-pictures") { Description = "Translate from the text alone; no detector is needed" };
    private readonly Option<string?> keys = new("--api-keys")
    {
        Description = $"File of the keys that callers need, as SHA-256, a line each: `name hash` ({ApiKeys.Variable} may hold such lines, too)",
        HelpName = "FILE"
    };
    private readonly Option<string[]> hosts = new("--picture-hosts")
    {
        Description = "Hosts that pictures may be fetched from by address (default: none)", HelpName = "HOST", DefaultValueFactory = _ =>
            [], AllowMultipleArgumentsPerToken = true
    };
    private readonly Option<int> drain = new("--drain")
    {
        Description = "Seconds to go on after a stop was asked for, while /health/ready says no", HelpName = "S"
    };
    private readonly Option<bool> logText = new("--log-text") { Description = "Log the sentences, too" };
    private readonly ServeLimits limits = new();

    /// <summary>Builds the command.</summary>
    public ServeCommand() : base(
        "serve", "Serves models over HTTP, with a page for people", "serve --model runs/flickr8k-en-de",
            "serve --model served/en-de served/en-fr --urls http://0.0.0.0:8080 --api-keys keys.txt --json")
    {
        foreach (Option option in (Option[])[model, urls, precision, workers, batch, delay, queue, rate, noCache, noPictures, keys, hosts, drain, logText])
            Add(option);
        limits.AddTo(this);
    }

    /// <inheritdoc/>
    public override TimeSpan Moment => Patience.Endless;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        ServerOptions options = Read(parse, context);
        if (parse.GetValue(model) is not { Length: > 0 } && options.Pictures) options = WithDetectors(options, context);
        Serve(options, context).GetAwaiter().GetResult();
        return ExitCode.Success;
    }

    // Starters come with what they see pictures with.
    private static ServerOptions WithDetectors(ServerOptions options, CommandContext context)
    {
        HashSet<string> beside = [];
        foreach (ModelFolder starter in options.Models.Select(path => ModelFolder.Open(path, ModelParts.None)))
        {
            if (starter.Config.Detector is null) continue;
            StarterDetector.Load(starter, options.Detectors, context).Dispose();
            beside.Add(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(starter.FolderPath)))!);
        }

        return options with { Detectors = options.Detectors with { ModelFolders = [.. options.Detectors.ModelFolders, .. beside] } };
    }

    // Asked to stop, it stops in peace: that is success.
    private static async Task Serve(ServerOptions options, CommandContext context)
    {
        await using OptiglotServer server = await OptiglotServer.StartAsync(options, context.Cancel);
        if (context.Json) context.WriteJson(new { server.Urls });
        else foreach (string url in server.Urls) context.Output.WriteLine($"serving at {url} (Ctrl-C ends it)");
        context.Output.Flush();
        await server.RunAsync(context.Cancel);
    }

    private ServerOptions Read(ParseResult parse, CommandContext context) => new()
    {
        Models = parse.GetValue(model) is { Length: > 0 } named ? named : StarterModels.Some(context.Data),
        Urls = parse.GetRequiredValue(urls),
        Precision = parse.GetValue(precision) switch
        {
            null => null,
            TranslationPrecision.Fp32 => OnnxPrecision.Fp32,
            TranslationPrecision.Int8 => OnnxPrecision.Int8,
            _ => throw new ArgumentException("serve computes in fp32 or int8, not bf16; leave --precision out"),
        },
        Workers = parse.GetValue(workers),
        Batching = new BatchingOptions
        {
            MaximumBatch = parse.GetValue(batch), MaximumDelay = TimeSpan.FromMilliseconds(parse.GetValue(delay)), QueueLimit = parse.GetValue(queue)
        },
        SentencesASecond = parse.GetValue(rate),
        Cache = parse.GetValue(noCache) ? null : new CacheOptions(),
        Pictures = !parse.GetValue(noPictures),
        Detectors = new DetectorSettings { ModelFolders = context.Data.ModelFolders, Kinds = Detectors.Kinds },
        ApiKeys = ApiKeys.Gather(parse.GetValue(keys)),
        PictureHosts = parse.GetRequiredValue(hosts),
        DrainDelay = TimeSpan.FromSeconds(parse.GetValue(drain)),
        JsonLogs = context.Json,
        LogText = parse.GetValue(logText),
        Limits = limits.Read(parse),
    };
}
