using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Optiglot.Studies.Tables;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Writes tables out of what trainings have given so far.</summary>
/// <param name="options">The options.</param>
/// <param name="parse">Their values.</param>
/// <param name="context">The data folder, for references.</param>
internal sealed class StudyWriter(StudyOptions options, ParseResult parse, CommandContext context)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly Dictionary<(string, string), IReadOnlyList<string>> references = [];

    /// <summary>Writes <c>TABLE.json</c> and <c>TABLE.md</c>.</summary>
    public StudyReport Write(StudyPlan plan)
    {
        StudyReport report = Build(plan);
        string file = options.TableFile(parse, plan);
        AtomicFile.WriteText(file + ".json", JsonSerializer.Serialize(report, Json) + "\n");
        AtomicFile.WriteText(file + ".md", StudyMarkdown.Write(report, options.Comment(parse, plan)));
        return report;
    }

    /// <summary>A table as it stands.</summary>
    public StudyReport Build(StudyPlan plan) => new StudyTabulator(plan, options.Runs(parse), References).Build(options.Seeds(parse));

    /// <summary>", about 40 minutes left": by what trainings of the same table have taken; empty where none has been run.</summary>
    public string TimeLeft(StudyPlan plan, IReadOnlyList<StudyJob> left)
    {
        StudyRuns runs = options.Runs(parse);
        double[] minutes = [.. options.Jobs(parse, plan).Select(runs.Find).Where(result => result is not null).Select(result => result!.Minutes)];
        return minutes.Length == 0 ? "" : FormattableString.Invariant($", about {left.Count * minutes.Average():0} minutes left");
    }

    private IReadOnlyList<string> References(StudyJob job, string set)
    {
        if (references.TryGetValue((job.Target, set), out IReadOnlyList<string>? known)) return known;
        return references[(job.Target, set)] = EvaluationSet.Read(job.Recipe, new RecipeData(job.Recipe, RunSession.DataFolderOf(job.Recipe, context)), set).Tokenized;
    }
}
