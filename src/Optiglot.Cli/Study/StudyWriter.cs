using System.CommandLine;
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
    private static readonly JsonSerializerOptions Json = new(JsonOutput.Indented) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Dictionary<(string, string), EvaluationSet> sets = [];
    private (ExperimentResult First, ExperimentResult Second, StudyJob SecondJob)? compared;
    private IReadOnlyList<StudyCase>? cases;

    /// <summary>What has been run.</summary>
    public StudyRuns Runs { get; } = options.Runs(parse);

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
        StudyReport report = new StudyTabulator(plan, Runs, (job, set) => Set(job, set).Tokenized).Build(options.Seeds(parse));
        return (report, StudyMarkdown.Write(report, options.Comment(parse, plan)));
    }

    private (object, string) Curve(StudyPlan plan, string file)
    {
        IReadOnlyList<StudyCurvePoint> points = new StudyCurve(plan, Runs).Points(options.Seeds(parse));
        string? picture = points.Count == 0 ? null : Path.GetFileName(file) + ".png";
        if (picture is not null)
        {
            StudyCurvePoint first = points[0];
            StudyCurve.Draw([.. points.Where(point => (point.System, point.Target, point.Seed) == (first.System, first.Target, first.Seed))], file + ".png");
            AtomicFile.WriteText(file + ".csv", StudyCurve.Csv(points));
        }

        return (new { figure = plan.Table.Name, plan.Table.Title, plan.Scale, points },
            StudyMarkdown.Write(plan.Table, points, picture, options.Comment(parse, plan)));
    }

    /// <summary>", about 40 minutes left": by what trainings of the same table have taken; empty where none has been run.</summary>
    public string TimeLeft(StudyPlan plan, IReadOnlyList<StudyJob> left)
    {
        double[] minutes = [.. options.Jobs(parse, plan).Select(Runs.Find).Where(result => result is not null).Select(result => result!.Minutes)];
        return minutes.Length == 0 ? "" : FormattableString.Invariant($", about {left.Count * minutes.Average():0} minutes left");
    }

    private (object, string) Cases(StudyPlan plan)
    {
        StudyRow[] rows = [.. plan.Table.Rows.Where(row => row.Recipe is not null).Take(2)];
        StudyCasePage page = new(plan.Table, rows[0].Name, rows[1].Name);
        // Drawn once: another seed's training changes nothing in them.
        var found = new StudyCases(plan, Runs, Set, _ => false).Results(options.Seeds(parse));
        if (found != compared) (compared, cases) = (found, found is null ? null : Draw(plan, page, found.Value.SecondJob));
        return (new { table = plan.Table.Name, plan.Table.Title, plan.Scale, first = rows[0].Name, second = rows[1].Name, cases = cases ?? [] },
            page.Markdown(cases, options.Comment(parse, plan)));
    }

    // The page with photos stays with the run: they are not ours to give away.
    private IReadOnlyList<StudyCase>? Draw(StudyPlan plan, StudyCasePage page, StudyJob job)
    {
        string folder = options.RunFolder(parse, job);
        using EvaluationSession? session = Directory.Exists(Path.Combine(folder, "model"))
            ? EvaluationSession.Open(job.Recipe, folder, null, new EngineChoice(), context) : null;
        IReadOnlyList<StudyCase>? chosen = new StudyCases(plan, Runs, Set, picture => session?.Sees(picture) == true).Choose(options.Seeds(parse));
        chosen = chosen is null ? null : [.. chosen.Select(each => each.Seen ? each with { Tags = session!.Tags(each.Picture!) } : each)];
        if (session is not null && chosen is { Count: > 0 })
        {
            string html = Path.Combine(folder, plan.Table.Name + ".html");
            AtomicFile.WriteText(html, page.Html(chosen, each => each.Seen ? session.Photo(each.Picture!) : null, each =>
                each.Seen ? session.Attention(each.Source, each.Picture!) : null));
            context.Note($"written: {html}, with photos");
        }

        return chosen;
    }

    private EvaluationSet Set(StudyJob job, string set)
    {
        if (sets.TryGetValue((job.Target, set), out EvaluationSet? known)) return known;
        return sets[(job.Target, set)] = EvaluationSet.Read(job.Recipe, new RecipeData(job.Recipe, RunSession.DataFolderOf(job.Recipe, context)), set);
    }
}
