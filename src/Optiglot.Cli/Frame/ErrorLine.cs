using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Tells errors of the user, the data or the machine, which one line explains, from faults of ours.</summary>
internal static class ErrorLine
{
    // errno of Linux, as .NET passes it on where nobody has put it in words: ENOSPC, EFBIG, EDQUOT.
    private const int NoSpace = 28, TooLarge = 27, OverQuota = 122;

    private const string Room = "make room on that disk, or choose another place, and run the same command again";

    /// <summary>The line for an error.</summary>
    public static string Describe(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => Describe(first),
        ArgumentOutOfRangeException { ParamName: "value" } large when large.Message.Contains("file length", StringComparison.Ordinal) =>
            $"a file would become larger than its disk or the user's limit (ulimit -f) allows; {Room}",
        ArgumentNullException or ArgumentOutOfRangeException => Fault(error),
        ArgumentException argument => WithoutParameter(argument),
        UnauthorizedAccessException => $"{OneLine(error.Message).TrimEnd('.')}; check the permissions of the file and its folder",
        IOException { HResult: NoSpace or TooLarge or OverQuota } full =>
            $"{OneLine(full.Message).TrimEnd('.')}; {Room}",
        FileNotFoundException or DirectoryNotFoundException when error.Message.StartsWith("Could not find", StringComparison.Ordinal) =>
            $"{OneLine(error.Message).TrimEnd('.')}; check the path",
        IOException or InvalidDataException or DivergenceException => OneLine(error.Message),
        DllNotFoundException or BadImageFormatException or TypeInitializationException { InnerException: DllNotFoundException } =>
            $"a native library does not load: {OneLine((error.InnerException ?? error).Message)}; ./optiglot doctor tells which",
        OutOfMemoryException => "out of memory; use smaller batches or fewer workers",
        _ => Fault(error),
    };

    private static string Fault(Exception error) =>
        $"unexpected {error.GetType().Name}: {OneLine(error.Message)} (a fault of Optiglot; --verbose shows where)";

    // .NET adds " (Parameter 'name')", which tells a user nothing.
    private static string WithoutParameter(ArgumentException error)
    {
        string message = OneLine(error.Message), tail = $" (Parameter '{error.ParamName}')";
        return message.EndsWith(tail, StringComparison.Ordinal) ? message[..^tail.Length] : message;
    }

    private static string OneLine(string message) =>
        string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
