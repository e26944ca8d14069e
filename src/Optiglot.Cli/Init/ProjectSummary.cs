using System.Globalization;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Says what became of the pairs, and what to do next.</summary>
internal static class ProjectSummary
{
    // As many pictures as are named of those that are missing.
    private const int NamesTold = 5;

    /// <summary>Writes it: findings to standard error, the rest to standard output.</summary>
    public static void Write(ProjectReport report, ProjectOptions options, CommandContext context)
    {
        foreach (PairFinding finding in report.Findings) context.Note($"note: {finding.Describe()}");
        if (report.MissingPictures.Count > 0)
            context.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"note: {report.MissingPictures.Count:N0} of the {report.Pictures:N0} pictures are missing: {Names(report.MissingPictures)}"));
        string[] next = [.. Next(report, options, context.Data)];
        if (context.Json)
        {
            context.WriteJson(new
            {
                report.Recipe, options.From, options.To, report.Read, report.Train, report.Dev, report.Test,
                Pictures = new { Named = report.Pictures, Missing = report.MissingPictures.Count, First = report.MissingPictures.Take(NamesTold) },
                report.Model,
                Findings = report.Findings.Select(finding => new
                {
                    finding.File, finding.Kind, Count = finding.Lines.Count, finding.LeftOut, Lines = finding.Lines.Take(PairFinding.LinesTold),
                }),
                Next = next,
            });
            return;
        }

        context.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.Read:N0} pairs read: {report.Train:N0} to train, {report.Dev:N0} dev, {report.Test:N0} test"));
        context.Output.WriteLine($"{report.Recipe}: {report.Model}");
        context.Output.WriteLine("next:");
        foreach (string line in next) context.Output.WriteLine($"    {line}");
    }

    private static IEnumerable<string> Next(ProjectReport report, ProjectOptions options, DataFolder data)
    {
        string program = Program(options.Folder), name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Folder)));
        yield return $"cd {Shell(options.Folder)}";
        if (report.Pictures > 0 && !ProjectDetector.IsThere(options.Detector, data)) yield return $"{program} models get yolox-nano resnet18";
        yield return $"{program} doctor --recipe {Project.RecipeFile}";
        yield return $"{program} run {Project.RecipeFile}";
        yield return $"{program} translate --model runs/{Project.NameOf(name)} \"…\"";
    }

    // The launcher as it is called from the project's folder; the bare name where the program was installed without it.
    private static string Program(string folder)
    {
        string launcher = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "optiglot"));
        return File.Exists(launcher) ? Shell(Path.GetRelativePath(Path.GetFullPath(folder), launcher)) : "optiglot";
    }

    private static string Shell(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"'{path}'" : path;

    private static string Names(IReadOnlyList<string> names) => string.Join(", ", names.Take(NamesTold)) + (names.Count > NamesTold ? ", …" : "");
}
