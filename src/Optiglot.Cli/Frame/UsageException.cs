namespace Optiglot.Cli;

/// <summary>A value on the command line that cannot be; ends the command with <see cref="ExitCode.Usage"/>.</summary>
/// <param name="message">What is wrong, and what may stand there.</param>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>Does work whose <see cref="ArgumentException"/>s are about values that a user typed.</summary>
    /// <exception cref="UsageException">Such a value cannot be.</exception>
    public static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException error) when (error is not (ArgumentNullException or ArgumentOutOfRangeException))
        {
            throw new UsageException(ErrorLine.Describe(error));
        }
    }
}
