using Spectre.Console;

namespace Optiglot.Cli;

/// <summary>Shows how far counted work is: a bar on a terminal, plain lines elsewhere. Work of under two seconds shows nothing there.</summary>
/// <param name="console">Shown on its error stream, so that results can be piped.</param>
internal sealed class ProgressDisplay(CommandConsole console)
{
    private static readonly TimeSpan FirstLine = TimeSpan.FromSeconds(2), BetweenLines = TimeSpan.FromSeconds(10);

    /// <summary>Does work that reports (done, total) as it goes on.</summary>
    /// <param name="title">What is done, as <c>detect</c>.</param>
    /// <param name="unit">What is counted, plural.</param>
    /// <param name="work">Calls its argument from one thread at a time.</param>
    public T Run<T>(string title, string unit, Func<Action<long, long>, T> work) =>
        console.IsTerminal ? RunOnTerminal(title, unit, work) : RunInLines(title, unit, work);

    private T RunInLines<T>(string title, string unit, Func<Action<long, long>, T> work)
    {
        Pace pace = new();
        TimeSpan next = FirstLine;
        T result = work((done, total) =>
        {
            pace.Update(done, total);
            if (pace.Elapsed < next) return;
            console.Error.WriteLine($"{title}: {pace.Describe(unit)}");
            next = pace.Elapsed + BetweenLines;
        });
        if (next > FirstLine) console.Error.WriteLine($"{title}: done in {Pace.Clock(pace.Elapsed)}");
        return result;
    }

    private T RunOnTerminal<T>(string title, string unit, Func<Action<long, long>, T> work)
    {
        Pace pace = new();
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        return terminal.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn())
            .Start(display =>
            {
                ProgressTask task = display.AddTask(Markup.Escape(title));
                return work((done, total) =>
                {
                    pace.Update(done, total);
                    task.MaxValue = Math.Max(1, total);
                    task.Value = done;
                    task.Description = Markup.Escape($"{title}: {pace.Describe(unit)}");
                });
            });
    }
}
