namespace Optiglot.Metrics;

/// <summary>METEOR's data for one language, read once and shared by all threads. Whatever is absent is null or empty.</summary>
internal sealed record MeteorResources(HashSet<string>? FunctionWords, SynonymDictionary? Synonyms, ParaphraseTable? Paraphrases, NonbreakingPrefixes? Prefixes)
{
    /// <summary>Reads what the wanted modules need from a folder.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static MeteorResources Load(string? folder, MeteorLanguage language, IReadOnlyList<MeteorModule> wanted, string functionWords, bool normalize)
    {
        if (folder == null) return new MeteorResources(null, null, null, null);
        if (!Directory.Exists(folder))
            throw new FileNotFoundException($"METEOR's data folder {folder} does not exist; name the folder that holds 'function' and 'synonym'", folder);
        string words = Path.Combine(folder, "function", functionWords + ".words"), prefixes = Path.Combine(folder, "nonbreaking", language.Name + ".prefixes");
        return new MeteorResources(
            File.Exists(words) ? [.. SegmentReader.ReadLines(words)] : null,
            wanted.Contains(MeteorModule.Synonym) ? LoadSynonyms(folder, language) : null,
            wanted.Contains(MeteorModule.Paraphrase) ? LoadParaphrases(folder, language) : null,
            normalize && File.Exists(prefixes) ? new NonbreakingPrefixes(prefixes) : null);
    }

    /// <summary>Whether a module can work.</summary>
    public bool Has(MeteorModule module, MeteorLanguage language) => module switch
    {
        MeteorModule.Stem => language.CreateStemmer != null,
        MeteorModule.Synonym => Synonyms != null,
        MeteorModule.Paraphrase => Paraphrases != null,
        _ => true,
    };

    private static SynonymDictionary? LoadSynonyms(string folder, MeteorLanguage language)
    {
        foreach (string place in new[] { Path.Combine(folder, "synonym"), Path.Combine(folder, "wordnet"), folder })
        {
            string synsets = Path.Combine(place, language.Name + ".synsets");
            if (File.Exists(synsets)) return SynonymDictionary.LoadMeteor(synsets, Path.Combine(place, language.Name + ".exceptions"));
            if (language.Name == "english" && File.Exists(Path.Combine(place, "index.noun"))) return SynonymDictionary.LoadWordNet(place);
        }
        return null;
    }

    private static ParaphraseTable? LoadParaphrases(string folder, MeteorLanguage language)
    {
        foreach (string place in new[] { folder, Path.Combine(folder, "data"), Path.Combine(folder, "paraphrase") })
        {
            string table = Path.Combine(place, $"paraphrase-{language.Code}.gz");
            if (File.Exists(table)) return new ParaphraseTable(table);
        }
        return null;
    }
}
