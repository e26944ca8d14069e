using System.Text.Json;

namespace Optiglot.Training;

/// <summary>
/// Reads pairs of somebody's own: a table (CSV, TSV, JSON lines), or two or three files that correspond line by line. UTF-8, plain or <c>.gz</c>.
/// </summary>
internal static class PairFile
{
    private const string Origin = "Check the path.";

    /// <summary>Reads one table, or the files of source, target and, if there is a third, pictures.</summary>
    /// <param name="files">One file, or two or three.</param>
    /// <param name="columns">Which columns of a table hold what.</param>
    /// <param name="from">Code of the source language, which may be a column's name.</param>
    /// <param name="to">Code of the target language.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">It cannot be read: the message names the line.</exception>
    internal static IReadOnlyList<PairRow> Read(IReadOnlyList<string> files, PairColumns columns, string from, string to)
    {
        if (files.Count is 0 or > 3) throw new ArgumentException($"{files.Count} files of pairs: give one table, or the files of source, target and pictures");
        if (files.Count > 1) return Parallel(files);
        string file = files[0], kind = Path.GetExtension(file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file).ToLowerInvariant();
        string[] lines = TextLines.Read(file, Origin);
        if (lines.All(string.IsNullOrWhiteSpace)) throw new InvalidDataException($"{file}: is empty; it should have a pair of sentences on each line");
        return kind switch
        {
            ".jsonl" or ".ndjson" or ".json" => Json(file, lines, new PairHeader(file, columns, from, to)),
            ".tsv" or ".tab" => Table(file, lines, '\t', new PairHeader(file, columns, from, to)),
            ".csv" or ".txt" => Table(file, lines, Separator(lines[0]), new PairHeader(file, columns, from, to)),
            _ => throw new InvalidDataException(
                $"{file}: is it a table? Its name should end in .csv, .tsv or .jsonl; of files that correspond line by line name two, or three: source, "
                + "target, pictures"),
        };
    }

    private static List<PairRow> Parallel(IReadOnlyList<string> files)
    {
        IReadOnlyList<Example> examples = ParallelCorpus.Read(files[0], files[1], files.ElementAtOrDefault(2), Origin);
        return [.. examples.Select(example => Row(example.Line + 1, example.Source, example.Target!, example.Picture))];
    }

    private static List<PairRow> Table(string file, string[] lines, char separator, PairHeader header)
    {
        List<PairRow> rows = [];
        int[]? places = null;
        int width = 0;
        foreach ((int line, string[] cells) in TableReader.Read(file, lines, separator))
        {
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            if (places is null)
            {
                (places, width) = (header.Places(cells), cells.Length);
                if (!header.IsAbsent) continue;
            }

            if (cells.Length != width)
                throw new InvalidDataException(
                    $"{file}:{line}: has {cells.Length} cells, the first line {width}; a cell with '{(separator == '\t' ? "\\t" : separator)}' or a quote "
                    + "in it must stand in quotes, its quotes doubled (RFC 4180)");
            rows.Add(Row(line, cells[places[0]], cells[places[1]], places[2] < 0 ? null : cells[places[2]]));
        }

        return rows;
    }

    private static List<PairRow> Json(string file, string[] lines, PairHeader header)
    {
        List<PairRow> rows = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i])) continue;
            string place = $"{file}:{i + 1}";
            try
            {
                using JsonDocument document = JsonDocument.Parse(lines[i]);
                if (document.RootElement.ValueKind != JsonValueKind.Object) throw new InvalidDataException(
                    $"{place}: is no JSON object; each line should be one, as {{\"source\": \"…\", \"target\": \"…\"}}");
                JsonProperty[] fields = [.. document.RootElement.EnumerateObject()];
                // Objects need not have the same fields in the same order.
                int[] places = header.Places([.. fields.Select(field => field.Name)], pictureNeeded: false, place);
                string Text(int at) => at < 0 || fields[at].Value.ValueKind == JsonValueKind.Null ? ""
                    : fields[at].Value.ValueKind == JsonValueKind.String ? fields[at].Value.GetString()!
                    : throw new InvalidDataException($"{place}: {fields[at].Name} is no text; put it in quotes");
                rows.Add(Row(i + 1, Text(places[0]), Text(places[1]), Text(places[2])));
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException)
            {
                throw new InvalidDataException(
                    $"{place}: not JSON ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')}); each line should be one object, as "
                    + $"{{\"source\": \"…\", \"target\": \"…\"}}", error);
            }
        }

        return rows;
    }

    // What a table is separated by: what its first line has most of. Spreadsheets of many languages write semicolons.
    private static char Separator(string first) => ((char[])[',', ';', '\t']).MaxBy(mark => first.Count(letter => letter == mark));

    private static PairRow Row(int line, string source, string target, string? picture)
    {
        string? name = ParallelCorpus.PictureName(picture);
        return new PairRow(line, OneLine(source), OneLine(target), name);
    }

    // Files of a corpus have a sentence a line.
    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[])['\n', '\r', '\t', '\u2028', '\u2029', '\u0085'],
        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Trim();
}
