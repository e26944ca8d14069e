namespace Optiglot.Metrics;

/// <summary>Words to WordNet synsets, with base forms by WordNet's exception lists and detachment rules (its manual page <c>morphy</c>).</summary>
internal sealed class SynonymDictionary
{
    private static readonly (string Suffix, string Ending)[] DetachmentRules =
    [
        ("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y"), // nouns
        ("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""), // verbs
        ("er", ""), ("est", ""), ("er", "e"), ("est", "e"), // adjectives
    ];

    private readonly Dictionary<string, int[]> synsets = [];
    private readonly Dictionary<string, List<string>> bases = [];

    /// <summary>Reads METEOR's files: a word and its synsets, or a base form and its irregular forms, on two lines each.</summary>
    /// <exception cref="InvalidDataException">A file does not come in pairs of lines, or a synset is no number.</exception>
    public static SynonymDictionary LoadMeteor(string synsetFile, string exceptionFile)
    {
        var dictionary = new SynonymDictionary();
        foreach (var (word, numbers) in Pairs(synsetFile))
            dictionary.synsets[word] = [.. Fields(numbers).Select(number => Number(number, synsetFile, word)).Distinct().Order()];
        if (!File.Exists(exceptionFile)) return dictionary;
        foreach (var (form, irregular) in Pairs(exceptionFile))
            foreach (string word in Fields(irregular)) dictionary.AddBase(word, form);
        return dictionary;
    }

    /// <summary>Reads WordNet's own <c>index.*</c> and <c>*.exc</c>. Offsets of the parts of speech share one space, as in METEOR's files.</summary>
    public static SynonymDictionary LoadWordNet(string folder)
    {
        var dictionary = new SynonymDictionary();
        foreach (string part in new[] { "noun", "verb", "adj", "adv" })
        {
            string index = Path.Combine(folder, "index." + part), exceptions = Path.Combine(folder, part + ".exc");
            if (File.Exists(index))
                foreach (string line in SegmentReader.ReadLines(index).Where(line => line.Length > 0 && line[0] != ' ')) dictionary.AddIndexLine(line, index);
            if (!File.Exists(exceptions)) continue;
            foreach (string[] fields in SegmentReader.ReadLines(exceptions).Select(Fields))
                foreach (string form in fields.Skip(1)) dictionary.AddBase(fields[0], form);
        }
        return dictionary;
    }

    /// <summary>All synsets of a word and of its base forms, ascending.</summary>
    public int[] Find(string word)
    {
        var own = Of(word);
        if (bases.TryGetValue(word, out var forms)) return [.. forms.SelectMany(Of).Concat(own).Distinct().Order()];
        string form = Morph(word);
        return form == word || form.Length == 0 ? own : [.. own.Union(Of(form)).Order()];
    }

    private int[] Of(string word) => synsets.GetValueOrDefault(word, []);

    private string Morph(string word)
    {
        if (word.Length <= 2 || word.EndsWith("ss", StringComparison.Ordinal)) return word;
        foreach (var (suffix, ending) in DetachmentRules)
            if (word.EndsWith(suffix, StringComparison.Ordinal) && word[..^suffix.Length] + ending is var form && synsets.ContainsKey(form)) return form;
        return "";
    }

    // lemma, part of speech, synset count, pointer count, pointers, sense count, tagged count, offsets
    private void AddIndexLine(string line, string file)
    {
        string[] fields = Fields(line);
        if (fields.Length < 4 || !int.TryParse(fields[2], out int count) || count < 0 || count > fields.Length - 4)
            throw new InvalidDataException($"{file}: not a line of WordNet's index: '{line}'");
        var offsets = fields[^count..].Select(number => Number(number, file, fields[0]));
        synsets[fields[0]] = [.. Of(fields[0]).Concat(offsets).Distinct().Order()];
    }

    private void AddBase(string form, string baseForm)
    {
        if (!bases.TryGetValue(form, out var list)) bases[form] = list = [];
        list.Add(baseForm);
    }

    private static IEnumerable<(string First, string Second)> Pairs(string file)
    {
        string[] lines = SegmentReader.ReadLines(file);
        if (lines.Length % 2 != 0) throw new InvalidDataException($"{file} has {lines.Length} lines, but they come in pairs: fetch the file again");
        for (int i = 0; i < lines.Length; i += 2) yield return (lines[i], lines[i + 1]);
    }

    private static string[] Fields(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int Number(string text, string file, string word) =>
        int.TryParse(text, out int number) ? number : throw new InvalidDataException($"{file}: '{text}' of '{word}' is no synset number");
}
