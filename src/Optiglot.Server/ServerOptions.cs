using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Server;

/// <summary>What is served, where, and how.</summary>
public sealed record ServerOptions
{
    /// <summary>Where it listens unless told otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Model folders, or folders of runs.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Addresses to listen at; a port of 0 takes any that is free.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>Which graphs; null for single precision where a folder has it, else 8 bits.</summary>
    public OnnxPrecision? Precision { get; init; }

    /// <summary>Batches translated at a time, and pictures looked at; null for one a core.</summary>
    public int? Workers { get; init; }

    /// <summary>Common batches of several requests, and the queue before them.</summary>
    public BatchingOptions Batching { get; init; } = new();

    /// <summary>The memory of answers; null for none.</summary>
    public CacheOptions? Cache { get; init; } = new();

    /// <summary>Most sentences a second and model in the long run; null for no limit.</summary>
    public int? SentencesASecond { get; init; }

    /// <summary>How much a request may ask for.</summary>
    public ServerLimits Limits { get; init; } = new();

    /// <summary>Whether pictures are looked at; without, models that see pictures translate from the text alone, and need no detector.</summary>
    public bool Pictures { get; init; } = true;

    /// <summary>Where detectors are looked for, and kinds of them that other projects bring.</summary>
    public DetectorSettings Detectors { get; init; } = new();

    /// <summary>Hashes of the keys that callers must have; empty lets everybody in. <see cref="ApiKeys"/> says what a line looks like.</summary>
    public IReadOnlyList<string> ApiKeys { get; init; } = [];

    /// <summary>Hosts that pictures may be fetched from by their address; empty: pictures come with the request alone.</summary>
    public IReadOnlyList<string> PictureHosts { get; init; } = [];

    /// <summary>How often model folders are looked at for a new version.</summary>
    public TimeSpan ReloadInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Before it stops: how long it still takes requests while it says that it is not ready, so that a balancer sends them elsewhere.</summary>
    public TimeSpan DrainDelay { get; init; }

    /// <summary>How long it then waits for the requests it has taken.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Logs as JSON, a line each, in place of text.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>Whether logs may have the users' sentences.</summary>
    public bool LogText { get; init; }

    /// <summary>Refuses values that cannot be.</summary>
    /// <exception cref="ArgumentException">A field is out of its range.</exception>
    public void Validate()
    {
        if (Models.Count == 0) throw new ArgumentException("the service needs a model folder; name one");
        if (Urls.Count == 0) throw new ArgumentException($"the service needs an address to listen at, such as {DefaultUrl}");
        if (Urls.FirstOrDefault(url => !url.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            || !url.Contains("://", StringComparison.Ordinal)) is { } wrong)
            throw new ArgumentException($"`{wrong}` is no address to listen at; write one such as {DefaultUrl}");
        if (Workers < 1) throw new ArgumentException($"workers {Workers} must be at least 1");
        if (ReloadInterval <= TimeSpan.Zero || StopTimeout <= TimeSpan.Zero || DrainDelay < TimeSpan.Zero)
            throw new ArgumentException("times of the service must be positive");
        Batching.Validate();
        Limits.Validate();
        if (Limits.Sentences > Batching.QueueLimit)
            throw new ArgumentException($"a request may have {Limits.Sentences} sentences, but the queue holds {Batching.QueueLimit}: make the queue larger");
    }
}
