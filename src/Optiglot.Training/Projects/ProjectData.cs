namespace Optiglot.Training;

/// <summary>The pairs of a project, checked and cut.</summary>
/// <param name="Rows">Pairs that were read.</param>
/// <param name="Split">The sets.</param>
/// <param name="PictureFolder">The folder that pictures' names are relative to, whole.</param>
/// <param name="Pictures">Different pictures that are named.</param>
/// <param name="Missing">Those that are not there, in the order of their names.</param>
/// <param name="Findings">What was found.</param>
internal sealed record ProjectData(int Rows, PairSplit Split, string PictureFolder, int Pictures, IReadOnlyList<string> Missing,
    IReadOnlyList<PairFinding> Findings)
{
    internal const string Train = "train", Dev = "dev", Test = "test";

    /// <summary>Whether any picture is there.</summary>
    internal bool HasPictures => Pictures > Missing.Count;

    /// <summary>The sets by name.</summary>
    internal IEnumerable<(string Name, IReadOnlyList<PairRow> Rows)> Sets => [(Train, Split.Train), (Dev, Split.Dev), (Test, Split.Test)];

    /// <summary>Reads, checks and cuts.</summary>
    internal static ProjectData Read(ProjectOptions options)
    {
        List<PairFinding> findings = [];
        int read = 0;
        IReadOnlyList<PairRow> pairs = Load(options.Data), dev = Load(options.DevData), test = Load(options.TestData);
        string file = Path.GetFileName(options.Data[0]);
        string why = findings.Count > 0 ? ": " + findings[0].Describe() : "";
        if (pairs.Count == 0) throw new InvalidDataException($"{options.Data[0]}: no pair is left to train on{why}; check the columns and their languages");
        PairRow[] apart = PairSplit.Apart(pairs, dev.Concat(test));
        if (apart.Length < pairs.Count)
            findings.Add(new PairFinding(file, "straddles", "the source sentence or the picture is in the dev or test set too", true,
                [.. pairs.Except(apart).Select(row => row.Line)]));
        int size = PairSplit.SizeFor(apart.Length);
        PairSplit cut = PairSplit.Cut(apart, dev.Count > 0 ? 0 : options.Dev ?? size, test.Count > 0 ? 0 : options.Test ?? size, options.Seed);
        PairSplit split = new(cut.Train, dev.Count > 0 ? dev : cut.Dev, test.Count > 0 ? test : cut.Test);
        string folder = Path.GetFullPath(options.Pictures ?? Path.GetDirectoryName(Path.GetFullPath(options.Data[0]))!);
        return WithPictures(read, split, folder, findings, options);

        IReadOnlyList<PairRow> Load(IReadOnlyList<string> files)
        {
            if (files.Count == 0) return [];
            IReadOnlyList<PairRow> rows = PairFile.Read(files, options.Columns, options.From, options.To);
            if (options.NoPictures) rows = [.. rows.Select(row => row with { Picture = null })];
            read += rows.Count;
            (IReadOnlyList<PairRow> kept, IReadOnlyList<PairFinding> found) = PairCheck.Run(Path.GetFileName(files[0]), rows);
            findings.AddRange(found);
            return kept;
        }
    }

    private static ProjectData WithPictures(int read, PairSplit split, string folder, List<PairFinding> findings, ProjectOptions options)
    {
        PairRow[] all = [.. split.Train, .. split.Dev, .. split.Test];
        string[] named = [.. all.Select(row => row.Picture).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        string[] missing = [.. named.Where(name => !File.Exists(Path.Combine(folder, name)))];
        if (named.Length > 0 && missing.Length == named.Length)
        {
            bool isAddress = named[0].Contains("://", StringComparison.Ordinal);
            throw new InvalidDataException(
                $"{options.Data[0]}: none of its {named.Length} pictures is in {folder}, as {string.Join(", ", named.Take(3))}; "
                + (isAddress ? "fetch them into a folder and write their files' names in the column"
                    : "name their folder with --pictures DIR, or leave the column out with --no-pictures"));
        }

        HashSet<string> absent = [.. missing];
        int[] lines = [.. all.Where(row => row.Picture is { } name && absent.Contains(name)).Select(row => row.Line).Order()];
        if (lines.Length > 0) findings.Add(
            new PairFinding(Path.GetFileName(options.Data[0]), "missing_picture", $"the picture is not in {folder}, and the pair counts as one without",
            false, lines));
        return new ProjectData(read, split, folder, named.Length, missing, findings);
    }
}
