namespace Optiglot.Metrics;

/// <summary>METEOR's options with everything found and checked.</summary>
internal sealed class MeteorSettings
{
    private readonly MeteorNormalizer? normalizer;
    private readonly bool lowerCase;

    public MeteorSettings(MeteorOptions options)
    {
        Options = options;
        Language = MeteorLanguage.Find(options.Language);
        Parameters = options.Parameters ?? MeteorParameters.For(options.Task, Language.Name);
        BeamSize = options.BeamSize is >= 1 and <= 100_000 ? options.BeamSize
            : throw new ArgumentException($"METEOR's beam must be 1 or more, not {options.BeamSize}", nameof(options));
        bool normalize = options.Normalization is MeteorNormalization.Normalize or MeteorNormalization.NormalizeWithoutPunctuation;
        if (normalize && !Language.HasNormalizer)
            throw new ArgumentException($"METEOR has no normaliser for {Language.Name}; tokenise the files and score them without it", nameof(options));
        MeteorModule[] usual = options.Task == MeteorTask.Universal ? [MeteorModule.Exact, MeteorModule.Paraphrase] : Language.Modules;
        var wanted = options.Modules ?? usual;
        if (wanted.Count == 0 || wanted.Distinct().Count() != wanted.Count)
            throw new ArgumentException("METEOR's modules must be named, each once", nameof(options));
        Resources = MeteorResources.Load(options.DataFolder, Language, wanted, FunctionWords, normalize);
        Modules = [.. wanted.Where(module => Resources.Has(module, Language))];
        if (options.Modules != null && Modules.Count < wanted.Count) throw Missing(wanted.Except(Modules).First());
        Absent = [.. usual.Except(Modules)];
        lowerCase = options.Normalization != MeteorNormalization.None;
        if (normalize) normalizer = new MeteorNormalizer(Language.Name, options.Normalization == MeteorNormalization.Normalize, Resources.Prefixes);
    }

    public MeteorOptions Options { get; }

    public MeteorLanguage Language { get; }

    public MeteorParameters Parameters { get; }

    public MeteorResources Resources { get; }

    /// <summary>Active modules in order.</summary>
    public IReadOnlyList<MeteorModule> Modules { get; }

    /// <summary>Modules that published scores of this language and task rest on and this one does not.</summary>
    public IReadOnlyList<MeteorModule> Absent { get; }

    public int BeamSize { get; }

    /// <summary>Language of the function words.</summary>
    public string FunctionWords => Options.OwnFunctionWords ? Language.Name : "english";

    /// <summary>A module's weight; modules without one weigh nothing.</summary>
    public double Weight(int module) => module < Parameters.Weights.Count ? Parameters.Weights[module] : 0;

    /// <summary>Normalises and lower-cases a line as asked.</summary>
    public string Prepare(string line)
    {
        if (normalizer != null) line = normalizer.Normalize(line);
        return lowerCase ? PythonText.Lower(line) : line;
    }

    private FileNotFoundException Missing(MeteorModule module)
    {
        string folder = Options.DataFolder ?? "no folder (none was named)";
        return new FileNotFoundException(module switch
        {
            MeteorModule.Stem => $"METEOR has no stemmer for {Language.Name}; leave the stem module out",
            MeteorModule.Synonym =>
                $"METEOR's synonyms for {Language.Name} are not in {folder}; put synonym/{Language.Name}.synsets there or leave the module out",
            _ => $"METEOR's paraphrases for {Language.Name} are not in {folder}; put paraphrase-{Language.Code}.gz there or leave the module out",
        });
    }
}
