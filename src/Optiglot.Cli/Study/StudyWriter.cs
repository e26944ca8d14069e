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

    /// <summary>Writes a table or figure as it stands: <c>NAME.json</c> and <c>NAME.md</c>, of a figure its picture and numbers too.</summary>
    /// <returns>What <c>NAME.json</c> says, and the page.</returns>
    public (object Report, string Page) Write(StudyPlan plan)
    {
        string file = options.TableFile(parse, plan);
        (object report, string page) = plan.Table.Kind == StudyKind.Curve ? Curve(plan, file) : Scores(plan);
        AtomicFile.WriteText(file + ".json", JsonSerializer.Serialize(report, Json) + "\n");
        AtomicFile.WriteText(file + ".md", page);
        return (report, page);
    }

    private (object, string) Scores(StudyPlan plan)
    {
        StudyReport report = new StudyTabulator(plan, options.Runs(parse), References).Build(options.Seeds(parse));
        return (report, StudyMarkdown.Write(report, options.Comment(parse, plan)));
    }

    private (object, string) Curve(StudyPlan plan, string file)
    {
        IReadOnlyList<StudyCurvePoint> points = new StudyCurve(plan, options.Runs(parse)).Points(options.Seeds(parse));
        string? picture = points.Count == 0 ? null : Path.GetFileName(file) + ".png";
        if (picture is not null)
        {
            StudyCurvePoint first = points[0];
            StudyCurve.Draw([.. points.Where(point => (point.System, point.Target, point.Seed) == (first.System, first.Target, first.Seed))], file + ".png");
            AtomicFile.WriteText(file + ".csv", StudyCurve.Csv(points));
        }

        return (new { figure = plan.Table.Name, plan.Table.Title, plan.Scale, points }, StudyMarkdown.Write(plan.Table, points, picture, options.Comment(parse, plan)));
    }

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
