namespace Optiglot.Metrics;

/// <summary>Settings of <see cref="Meteor"/>; the defaults are the Java program's.</summary>
public sealed record MeteorOptions
{
    /// <summary>Language of hypotheses and references: a name or code such as <c>de</c>; <c>other</c> where METEOR does not know it.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Which human judgements the parameters follow.</summary>
    public MeteorTask Task { get; init; }

    /// <summary>Modules in order; null: the language's own, less those whose data is absent, which the signature then names as missing.</summary>
    public IReadOnlyList<MeteorModule>? Modules { get; init; }

    /// <summary>Treatment of lines before matching.</summary>
    public MeteorNormalization Normalization { get; init; }

    /// <summary>
    /// Folder with the data of METEOR's release: <c>function/LANGUAGE.words</c>, <c>synonym/LANGUAGE.synsets</c> and <c>.exceptions</c>
    /// (or WordNet's own <c>index.noun</c>, <c>noun.exc</c>, … there or in <c>wordnet</c>), <c>paraphrase-CODE.gz</c>, <c>nonbreaking/LANGUAGE.prefixes</c>.
    /// Null: none.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary>
    /// Uses the language's own function words. By default they are English ones in every language: that is what the Java program's command line
    /// does (its option <c>-l</c> does not change the list), so published scores rest on it.
    /// </summary>
    public bool OwnFunctionWords { get; init; }

    /// <summary>
    /// Compares words and stems by Java's 32-bit <c>String.hashCode</c>, as the Java program does, so that <c>le</c> matches <c>n'</c>; false compares the
    /// words themselves, and the signature says so.
    /// </summary>
    public bool CompareHashes { get; init; } = true;

    /// <summary>Precision and recall count the characters of words, not words (the Java program's <c>-ch</c>).</summary>
    public bool CountCharacters { get; init; }

    /// <summary>Parameters in place of the task's.</summary>
    public MeteorParameters? Parameters { get; init; }

    /// <summary>Partial alignments kept while the best alignment is searched.</summary>
    public int BeamSize { get; init; } = 40;
}
