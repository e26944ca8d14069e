using System.CommandLine;
using Optiglot.Models;

namespace Optiglot.Cli;

/// <summary>Lists the known models.</summary>
internal sealed class ModelsListCommand : CliCommand
{
    private readonly Option<string?> models = ModelPlaces.Option();

    /// <summary>Builds the command.</summary>
    public ModelsListCommand()
        : base("list", "Lists known models: licence, size, whether they are there, where they come from", "models list", "models list --json") => Add(models);

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        var places = ModelCatalogue.All.Select(model => (Model: model, Store: ModelPlaces.Of(model, parse.GetValue(models), context.Data)))
            .Select(place => (place.Model, State: place.Store.Look(place.Model), Path: place.Store.PathOf(place.Model))).ToList();
        if (context.Json)
        {
            context.WriteJson(new
            {
                models = places.Select(place => new
                {
                    place.Model.Name, place.State, place.Model.Licence, place.Model.Bytes, place.Path, source = place.Model.Origin.Text, place.Model.What,
                    place.Model.Use,
                    files = place.Model.Files.Select(file => new { file.Path, file.Bytes, file.Sha256 }),
                }),
            });
            return ExitCode.Success;
        }

        context.Output.Write(TextTable.Format(["name", "state", "MB", "licence", "source"],
            [.. places.Select(place =>
                (IReadOnlyList<string>)[place.Model.Name, Word(place.State), Size(place.Model), place.Model.Licence, place.Model.Origin.Text])]));
        context.Output.WriteLine();
        foreach (var (model, state, path) in places)
            context.Output.WriteLine($"{model.Name}: {model.What}; {model.Use}{(state == ModelState.Absent ? "" : $"; in {path}")}");
        return ExitCode.Success;
    }

    private static string Word(ModelState state) => state.ToString().ToLowerInvariant();

    private static string Size(KnownModel model) => model.Files.Count == 0 ? "-" : FormattableString.Invariant($"{model.Bytes / 1e6:0.0}");
}
