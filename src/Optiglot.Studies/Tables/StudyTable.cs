using System.ComponentModel.DataAnnotations;
using Optiglot.Training;

namespace Optiglot.Studies.Tables;

/// <summary>A table or figure of the paper as something to run: the content of <c>studies/NAME.yaml</c>.</summary>
public sealed record StudyTable
{
    /// <summary>Its name: <c>table3</c>.</summary>
    [RegularExpression("[a-z0-9]+", ErrorMessage = "is no name: small letters and digits only")]
    public string Name { get; init; } = "";

    /// <summary>What it shows.</summary>
    public string Title { get; init; } = "";

    /// <summary>What is made of the rows' runs.</summary>
    public StudyKind Kind { get; init; } = StudyKind.Scores;

    /// <summary>Target languages in the paper's order.</summary>
    public IReadOnlyList<string> Targets { get; init; } = ["de"];

    /// <summary>Test sets, columns of the table.</summary>
    public IReadOnlyList<string> Sets { get; init; } = ["test_2016_flickr", "test_2017_flickr", "test_2017_mscoco"];

    /// <summary>The rows.</summary>
    public IReadOnlyList<StudyRow> Rows { get; init; } = [];

    /// <summary>Reads a table and checks it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">Something is wrong with it: one line with file, line, key and mend.</exception>
    public static StudyTable Load(string file)
    {
        StudyTable table = RecipeFile.Read<StudyTable>(file);
        string? wrong = table.Name != Path.GetFileNameWithoutExtension(file) ? $"name: must be the file's, {Path.GetFileNameWithoutExtension(file)}"
            : table.Rows.Count == 0 ? "rows: there are none"
            : table.Rows.GroupBy(row => row.Name).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"rows: two are called '{twice.Key}'"
            : table.Rows.FirstOrDefault(row => row.Recipe is null && row.Paper.Count == 0) is { } empty
                ? $"rows: '{empty.Name}' has neither a recipe nor numbers of the paper"
            : table.Rows.FirstOrDefault(row => row.Against is { } other && table.Rows.All(each => each.Name != other || each.Recipe is null)) is { } lost
                ? $"rows: '{lost.Name}' is compared with '{lost.Against}', which is no row that is run"
            : table.Rows.FirstOrDefault(row => row.Paper.Values.SelectMany(sets => sets.Values).Any(scores => scores.Count is < 1 or > 2)) is { } odd
                ? $"rows: '{odd.Name}': numbers of the paper are [BLEU] or [BLEU, METEOR]"
            : null;
        return wrong is null ? table : throw new InvalidDataException($"{file}: {wrong}");
    }
}
