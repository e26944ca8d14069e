namespace Optiglot.Metrics;

/// <summary>What a user may set for metrics by name; each metric takes what concerns it.</summary>
public sealed record MetricSettings
{
    /// <summary>Target language, for example <c>de</c>: METEOR's parameters, BLEU's <c>zh</c> tokenisation. Empty: unknown.</summary>
    public string Language { get; init; } = "";

    /// <summary>Lower-cases both sides first.</summary>
    public bool LowerCase { get; init; }

    /// <summary>
    /// BLEU's tokenisation, one of <see cref="MetricFactory.TokenizationNames"/>; null: spm where <see cref="Pieces"/> are given, else zh for Chinese and 13a
    /// for the rest.
    /// </summary>
    public string? Tokenization { get; init; }

    /// <summary>The vocabulary of BLEU's <c>spm</c>, <c>flores101</c> and <c>flores200</c>.</summary>
    public IPieceModel? Pieces { get; init; }

    /// <summary>BLEU's smoothing by its signature name, one of <see cref="MetricFactory.SmoothingNames"/>; null: exp.</summary>
    public string? Smoothing { get; init; }

    /// <summary>The number of BLEU's <c>floor</c> and <c>add-k</c>; null: theirs.</summary>
    public double? SmoothingValue { get; init; }

    /// <summary>BLEU leaves out n-gram orders a line is too short for: for scores of single sentences.</summary>
    public bool EffectiveOrder { get; init; }

    /// <summary>chrF's orders, beta and white space; under the name <c>chrf++</c> words count up to order 2 at least.</summary>
    public ChrfOptions Chrf { get; init; } = new();

    /// <summary>Options of TER, and of no other metric.</summary>
    public TerOptions Ter { get; init; } = new();

    /// <summary>Folder with METEOR's <c>function</c>, <c>synonym</c> and paraphrase files; null: none.</summary>
    public string? MeteorFolder { get; init; }

    /// <summary>METEOR's modules, for example <c>exact stem</c>; null: all of the language's that have their data.</summary>
    public string? MeteorModules { get; init; }

    /// <summary>METEOR's own normaliser, for text that is not tokenised.</summary>
    public bool MeteorNormalize { get; init; }

    /// <summary>The normaliser leaves punctuation out.</summary>
    public bool MeteorNoPunctuation { get; init; }

    /// <summary>METEOR's task, one of <see cref="MeteorTasks.Names"/>; null: the language's default.</summary>
    public string? MeteorTask { get; init; }

    /// <summary>METEOR counts the characters of words.</summary>
    public bool MeteorCharacters { get; init; }

    /// <summary>METEOR compares words and stems themselves, not their hashes as the Java program does.</summary>
    public bool MeteorWholeWords { get; init; }
}
