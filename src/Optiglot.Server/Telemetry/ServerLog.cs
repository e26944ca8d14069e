using Microsoft.Extensions.Logging;

namespace Optiglot.Server;

/// <summary>What the service logs. No message has a user's text but <see cref="Texts"/>, which is off unless asked for.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "model {Model} version {Version} is ready: {Source} to {Target}, from {Folder}")]
    public static partial void Ready(ILogger logger, string model, string version, string source, string target, string folder);

    [LoggerMessage(2, LogLevel.Warning, "model {Model} stays at version {Version}: what is in its folder now cannot be served ({Reason})")]
    public static partial void NotReloaded(ILogger logger, string model, string version, string reason);

    [LoggerMessage(3, LogLevel.Information, "translated {Sentences} sentences with {Pictures} pictures by {Model} in {Milliseconds} ms for {Caller}")]
    public static partial void Translated(ILogger logger, int sentences, int pictures, string model, long milliseconds, string caller);

    [LoggerMessage(4, LogLevel.Information, "detected {Pictures} pictures by {Model} in {Milliseconds} ms for {Caller}")]
    public static partial void Detected(ILogger logger, int pictures, string model, long milliseconds, string caller);

    [LoggerMessage(5, LogLevel.Error, "a request to {Path} failed")]
    public static partial void Failed(ILogger logger, Exception error, string path);

    [LoggerMessage(6, LogLevel.Information, "sentences: {Sources}")]
    public static partial void Texts(ILogger logger, IReadOnlyList<string> sources);

    [LoggerMessage(7, LogLevel.Information, "model {Model} sees no pictures here: {Reason}")]
    public static partial void Blind(ILogger logger, string model, string reason);
}
