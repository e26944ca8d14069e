namespace Optiglot.Training;

/// <summary>
/// Multi30K (Elliott et al. 2016) as its repository lays it out: <c>task1/raw</c>, <c>task1/tok</c>, <c>task1/image_splits</c> and <c>task2</c>.
/// </summary>
/// <param name="folder">The folder that holds <c>task1</c> and <c>task2</c>.</param>
public sealed class Multi30kCorpus(string folder)
{
    /// <summary>Where Multi30K can be had.</summary>
    public const string Address = "https://github.com/multi30k/dataset";

    // Task 2 has five descriptions of every picture, in five files.
    private const int Descriptions = 5;

    private readonly string origin =
        $"It is part of Multi30K: get {Address} (folder `data`) and put its task1 and task2 into {folder}, "
        + "or point --data or OPTIGLOT_DATA at the folder that has it.";

    /// <summary>One split of the translation task.</summary>
    /// <param name="split">"train", "val", "test_2016_flickr", "test_2017_flickr" or "test_2017_mscoco".</param>
    /// <param name="source">Language of the source, "en".</param>
    /// <param name="target">Language of the target, "de" or "fr"; null reads the source side alone.</param>
    /// <param name="sourceForm">Raw text, or the prepared text that published BLEU was scored on.</param>
    /// <param name="targetForm">The same of the target.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or line counts differ.</exception>
    public IReadOnlyList<Example> Read(string split, string source, string? target, CorpusForm sourceForm, CorpusForm targetForm) => ParallelCorpus.Read(
        TextPath(split, source, sourceForm),
        target is null ? null : TextPath(split, target, targetForm),
        Path.Combine(folder, "task1", "image_splits", split + ".txt"),
        origin);

    /// <summary>
    /// The five descriptions of every picture ("train" or "val") in a language ("en" or "de": written independently of each other), picture by picture.
    /// </summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or line counts differ.</exception>
    public IReadOnlyList<Example> ReadDescriptions(string split, string language = "en")
    {
        string pictures = Path.Combine(folder, "task1", "image_splits", split + ".txt");
        IReadOnlyList<Example>[] files = [.. Enumerable.Range(1, Descriptions).Select(number =>
            ParallelCorpus.Read(Path.Combine(folder, "task2", $"{split}.{number}.{language}"), null, pictures, origin))];
        return [.. Enumerable.Range(0, files[0].Count).SelectMany(line => files.Select(file => file[line]))];
    }

    private string TextPath(string split, string language, CorpusForm form) => form == CorpusForm.Raw
        ? Path.Combine(folder, "task1", "raw", $"{split}.{language}")
        : Path.Combine(folder, "task1", "tok", $"{split}.lc.norm.tok.{language}");
}
