namespace Optiglot.Cli;

/// <summary>The streams a command talks to; tests give their own.</summary>
/// <param name="Input">Standard input.</param>
/// <param name="Output">Results, and nothing else.</param>
/// <param name="Error">Progress, notes and errors.</param>
/// <param name="IsTerminal">Whether <paramref name="Error"/> can redraw lines.</param>
/// <param name="IsTyped">Whether somebody types <paramref name="Input"/>.</param>
internal sealed record CommandConsole(TextReader Input, TextWriter Output, TextWriter Error, bool IsTerminal = false, bool IsTyped = false)
{
    /// <summary>Those of this process.</summary>
    public static CommandConsole OfProcess() => new(Console.In, Console.Out, Console.Error, !Console.IsErrorRedirected, !Console.IsInputRedirected);
}
