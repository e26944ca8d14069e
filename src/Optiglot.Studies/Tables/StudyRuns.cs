using Optiglot.Training;

namespace Optiglot.Studies.Tables;

/// <summary>What trainings of studies have given so far: a folder of result files with their hypotheses.</summary>
/// <param name="folder">The folder.</param>
public sealed class StudyRuns(string folder)
{
    private readonly Dictionary<string, (DateTime Written, long Bytes, ExperimentResult Result)> read = [];

    /// <summary>Where results are.</summary>
    public string Folder => folder;

    /// <summary>
    /// The result of a training, the same object until its file changes; null where it has not been run to its end, or where its recipe has changed since.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public ExperimentResult? Find(StudyJob job)
    {
        FileInfo file = new(Path.Combine(folder, job.Name + ".json"));
        if (!file.Exists) return null;
        if (!read.TryGetValue(job.Name, out var known) || known.Written != file.LastWriteTimeUtc || known.Bytes != file.Length)
            read[job.Name] = known = (file.LastWriteTimeUtc, file.Length, ResultFile.Read(file.FullName));
        ExperimentResult result = known.Result;
        return result.RecipeHash == RecipeFile.Hash(job.Recipe) ? result : null;
    }

    /// <summary>The output for a set, as it was scored.</summary>
    /// <exception cref="FileNotFoundException">The file that the result names is missing.</exception>
    /// <exception cref="InvalidDataException">It has another number of lines than were scored.</exception>
    public IReadOnlyList<string> Hypotheses(ExperimentResult result, string set)
    {
        string path = Path.Combine(folder, "..", result.Hypotheses[set]);
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: the output that {result.Recipe}.json names is missing; run the row again", path);
        string[] lines = File.ReadAllLines(path);
        return lines.Length == result.Scores[set].Lines ? lines
            : throw new InvalidDataException($"{path}: {lines.Length} lines, but {result.Scores[set].Lines} were scored; run the row again");
    }
}
