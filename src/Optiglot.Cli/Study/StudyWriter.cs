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

    private readonly Dictionary<(string, string), EvaluationSet> sets = [];

    /// <summary>Writes a table or figure as it stands: <c>NAME.json</c> and <c>NAME.md</c>, of a figure its picture and numbers too.</summary>
    /// <returns>What <c>NAME.json</c> says, and the page.</returns>
    public (object Report, string Page) Write(StudyPlan plan)
    {
        string file = options.TableFile(parse, plan);
        (object report, string page) = plan.Table.Kind switch
        {
            StudyKind.Curve => Curve(plan, file),
            StudyKind.Cases => Cases(plan),
            _ => Scores(plan),
        };
        AtomicFile.WriteText(file + ".json", JsonSerializer.Serialize(report, Json) + "\n");
        AtomicFile.WriteText(file + ".md", page);
        return (report, page);
    }

    private (object, string) Scores(StudyPlan plan)
    {
        StudyReport report = new StudyTabulator(plan, options.Runs(parse), (job, set) => Set(job, set).Tokenized).Build(options.Seeds(parse));
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

    // The page with photos stays with the run: they are not ours to give away.
    private (object, string) Cases(StudyPlan plan)
    {
        StudyRow[] rows = [.. plan.Table.Rows.Where(row => row.Recipe is not null).Take(2)];
        StudyJob job = plan.Job(rows[1].Recipe!, plan.Table.Targets[0], options.Seeds(parse)[0]);
        string folder = options.RunFolder(parse, job);
        using EvaluationSession? session = Directory.Exists(Path.Combine(folder, "model")) ? EvaluationSession.Open(job.Recipe, folder, null, new EngineChoice(), context) : null;
        IReadOnlyList<StudyCase>? cases = new StudyCases(plan, options.Runs(parse), Set, picture => session?.Sees(picture) == true).Choose(options.Seeds(parse));
        cases = cases is null ? null : [.. cases.Select(each => each.Seen ? each with { Tags = session!.Tags(each.Picture!) } : each)];
        StudyCasePage page = new(plan.Table, rows[0].Name, rows[1].Name);
        if (session is not null && cases is { Count: > 0 })
        {
            string html = Path.Combine(folder, plan.Table.Name + ".html");
            AtomicFile.WriteText(html, page.Html(cases, each => each.Seen ? session.Photo(each.Picture!) : null, each => each.Seen ? session.Attention(each.Source, each.Picture!) : null));
            context.Note($"written: {html}, with photos");
        }

        return (new { table = plan.Table.Name, plan.Table.Title, plan.Scale, first = rows[0].Name, second = rows[1].Name, cases = cases ?? [] }, page.Markdown(cases, options.Comment(parse, plan)));
    }

    private EvaluationSet Set(StudyJob job, string set)
    {
        if (sets.TryGetValue((job.Target, set), out EvaluationSet? known)) return known;
        return sets[(job.Target, set)] = EvaluationSet.Read(job.Recipe, new RecipeData(job.Recipe, RunSession.DataFolderOf(job.Recipe, context)), set);
    }
}
