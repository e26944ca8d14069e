using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Optiglot.Cli;

/// <summary>The command line: all commands, and the one way in which they run and fail.</summary>
internal sealed class OptiglotCommandLine
{
    private readonly GlobalOptions global = new();
    private readonly Command root = new("optiglot", "Translates a sentence with the picture it describes in view.");

    /// <summary>Builds the commands.</summary>
    public OptiglotCommandLine()
    {
        root.Add(new HelpOption { Action = new ExamplesHelp(new HelpAction()) });
        root.Add(new VersionOption());
        global.AddTo(root);
        root.Add(new InitCommand());
        root.Add(new DoctorCommand());
        root.Add(new DemoCommand());
        root.Add(new DetectCommand());
        root.Add(new RegionsCommand());
        root.Add(new FamiliesCommand());
        root.Add(new ModelsCommand());
        root.Add(new TranslateCommand());
        root.Add(new ServeCommand());
        root.Add(new EvaluateCommand());
        root.Add(new ProbeCommand());
        root.Add(new ExportCommand());
        root.Add(new RunCommand());
        root.Add(new PretrainCommand());
        root.Add(new TrainCommand());
        root.Add(new RecipeKeysCommand());
        root.Add(new StudyCommand());
        root.Add(new ScoreCommand());
        root.Add(new CompareCommand());
        root.Add(new BenchCommand());
        root.Add(new CompletionCommand());
        root.Add(new CompleteCommand(Parse));
    }

    /// <summary>All commands, groups among them.</summary>
    public IEnumerable<Command> Commands => root.Subcommands.Concat(root.Subcommands.SelectMany(command => command.Subcommands));

    /// <summary>Reads one command line without running it.</summary>
    public ParseResult Parse(IReadOnlyList<string> arguments) => root.Parse(arguments);

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">As typed, without the program's name.</param>
    /// <param name="console">Where to read and write.</param>
    /// <param name="cancel">Cancelled by Ctrl-C.</param>
    /// <param name="leave">Ends the process where work goes on that did not notice the interrupt.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int Run(IReadOnlyList<string> arguments, CommandConsole console, CancellationToken cancel = default, Action<int>? leave = null)
    {
        if (arguments is ["help", ..]) arguments = [.. arguments.Skip(1), "--help"];
        ParseResult parse = Parse(arguments);
        bool verbose = parse.GetValue(global.Verbose);
        try
        {
            return Run(parse, arguments, console, cancel);
        }
        catch (OperationCanceledException error) when (cancel.IsCancellationRequested)
        {
            if (error is AbandonedException) leave?.Invoke(ExitCode.Interrupted);
            return ExitCode.Interrupted;
        }
        catch (UsageException error)
        {
            console.Error.WriteLine($"optiglot: {error.Message}");
            return ExitCode.Usage;
        }
        catch (Exception error)
        {
            string line = ErrorLine.Describe(error);
            console.Error.WriteLine($"optiglot: {line}");
            if (verbose) console.Error.WriteLine(error);
            return ExitCode.Failure;
        }
    }

    private int Run(ParseResult parse, IReadOnlyList<string> arguments, CommandConsole console, CancellationToken cancel)
    {
        if (parse.Action is not null and not ParseErrorAction) return Show(parse, console);
        if (parse.CommandResult.Command is not CliCommand && parse.UnmatchedTokens.Count == 0) return Show(Parse([.. arguments, "--help"]), console);
        if (UsageError.Describe(parse) is { } wrong)
        {
            console.Error.WriteLine($"optiglot: {wrong}");
            return ExitCode.Usage;
        }

        CommandConsole heard = parse.GetValue(global.Quiet) ? console with { Error = new ProblemsOnly(console.Error), IsTerminal = false } : console;
        DataFolder data = DataFolder.Find(parse.GetValue(global.Data));
        CliCommand command = (CliCommand)parse.CommandResult.Command;
        CommandContext context = new(heard, parse.GetValue(global.Json), parse.GetValue(global.Verbose), data, cancel);
        Func<CommandContext, int> work = given => Patience.Run(() => command.Run(parse, given), command.Moment, cancel);
        return command.SharesWork ? JobRanks.Run(context, work) : work(context);
    }

    private static int Show(ParseResult parse, CommandConsole console) =>
        parse.Invoke(new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false });
}
