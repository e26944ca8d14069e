using System.CommandLine;
using Optiglot.Models;

namespace Optiglot.Cli;

/// <summary>Checks the SHA-256 of the models that are there.</summary>
internal sealed class ModelsVerifyCommand : CliCommand
{
    private readonly Argument<string[]> names =
        ModelPlaces.Names("Models that must be there and right (default: those that are there)", ArgumentArity.ZeroOrMore);
    private readonly Option<string?> models = ModelPlaces.Option();

    /// <summary>Builds the command.</summary>
    public ModelsVerifyCommand() : base("verify", "Checks the SHA-256 of models; exit code 1 if one differs", "models verify", "models verify minilm resnet18")
    {
        Add(names);
        Add(models);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string[] asked = parse.GetValue(names) ?? [];
        var found = ModelPlaces.Named(asked).Select(model =>
        {
            ModelStore store = ModelPlaces.Of(model, parse.GetValue(models), context.Data);
            IReadOnlyList<FileState> files = store.Verify(model, context.Cancel);
            ModelState state = store.Sum(model, files);
            return (Model: model, State: state, Path: store.PathOf(model), Files: files,
                Wrong: state == ModelState.Damaged || asked.Length > 0 && state != ModelState.There);
        }).Where(each => asked.Length > 0 || each.State != ModelState.Absent).ToList();
        bool ok = !found.Exists(each => each.Wrong);
        if (context.Json)
        {
            context.WriteJson(new
            {
                ok,
                models = found.Select(each => new
                {
                    each.Model.Name, each.State, each.Path,
                    faults = each.Files.Where(file => file.Fault is not null).Select(file => new { file.Path, file.Fault }),
                }),
            });
            return ok ? ExitCode.Success : ExitCode.Failure;
        }

        if (found.Count == 0) context.Output.WriteLine("none of the known models is here; ./optiglot models list names them");
        foreach (var (model, state, path, files, wrong) in found)
        {
            string note = model.Files.Count == 0 && state == ModelState.There ? ", everybody's files are others: nothing to compare with" : "";
            context.Output.WriteLine($"{(wrong ? "FAIL" : "ok  ")} {model.Name}: {state.ToString().ToLowerInvariant()}{note}, {path}");
            IEnumerable<string> faults = state == ModelState.Absent ? [""] : files.Where(file => file.Fault is not null)
                .Select(file => $"{file.Path} {file.Fault} ");
            foreach (string fault in faults) context.Output.WriteLine($"     {fault}-> ./optiglot models get {model.Name}");
        }

        return ok ? ExitCode.Success : ExitCode.Failure;
    }
}
