using System.Runtime.ExceptionServices;

namespace Optiglot.Cli;

/// <summary>
/// Gives work that is interrupted a moment to end by itself, and then leaves it: it may wait for a pipe or a keyboard, or compute what cannot be stopped.
/// Nothing is lost, since what the program writes appears whole or not at all.
/// </summary>
internal static class Patience
{
    /// <summary>For work that keeps nothing.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    /// <summary>For work that saves what it has: some pictures, part of a download.</summary>
    public static readonly TimeSpan ToSave = TimeSpan.FromSeconds(8);

    /// <summary>For work that looks at the interrupt at every step, and may have a large checkpoint to write.</summary>
    public static readonly TimeSpan Endless = Timeout.InfiniteTimeSpan;

    // As the main thread has it on Linux.
    private const int StackBytes = 8 << 20;

    /// <summary>Does the work.</summary>
    /// <param name="work">A command.</param>
    /// <param name="moment">How long it is waited for after the interrupt.</param>
    /// <param name="cancel">The interrupt.</param>
    /// <exception cref="OperationCanceledException">Interrupted; the work ended, or was left to itself.</exception>
    public static int Run(Func<int> work, TimeSpan moment, CancellationToken cancel)
    {
        if (moment == Endless || !cancel.CanBeCanceled) return work();
        int code = 0;
        ExceptionDispatchInfo? failure = null;
        using ManualResetEventSlim ended = new();
        Thread thread = new(() =>
        {
            try
            {
                code = work();
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }

            ended.Set();
        }, StackBytes) { IsBackground = true, Name = "command" };
        thread.Start();
        try
        {
            ended.Wait(cancel);
        }
        catch (OperationCanceledException)
        {
            if (!thread.Join(moment)) throw new AbandonedException(cancel);
        }

        failure?.Throw();
        return code;
    }
}
