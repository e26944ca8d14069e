namespace Optiglot.Models;

/// <summary>How patient a download is.</summary>
public sealed record DownloadOptions
{
    /// <summary>Times a download is tried on before it is given up; progress since the last failure starts the count anew.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>Wait before the second try; each later one is twice as long.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A connection that gives nothing for so long counts as broken.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);
}
