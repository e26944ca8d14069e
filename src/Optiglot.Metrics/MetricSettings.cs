namespace Optiglot.Metrics;

/// <summary>What a user may set for metrics by name; each metric takes what concerns it.</summary>
public sealed record MetricSettings
{
    /// <summary>Target language, for example <c>de</c>: METEOR's parameters, BLEU's <c>zh</c> tokenisation. Empty: unknown.</summary>
    public string Language { get; init; } = "";

    /// <summary>Lower-cases both sides first.</summary>
    public bool LowerCase { get; init; }

    /// <summary>BLEU's tokenisation by its signature name (<c>13a</c>, <c>none</c>, <c>char</c>, <c>intl</c>, <c>zh</c>, <c>multi-bleu</c>); null: 13a, or zh for Chinese.</summary>
    public string? Tokenization { get; init; }

    /// <summary>BLEU's smoothing by its signature name (<c>exp</c>, <c>floor</c>, <c>add-k</c>, <c>none</c>); null: exp.</summary>
    public string? Smoothing { get; init; }

    /// <summary>The number of BLEU's <c>floor</c> and <c>add-k</c>; null: theirs.</summary>
    public double? SmoothingValue { get; init; }

    /// <summary>BLEU leaves out n-gram orders a line is too short for: for scores of single sentences.</summary>
    public bool EffectiveOrder { get; init; }

    /// <summary>chrF's orders, beta and white space; under the name <c>chrf++</c> words count up to order 2 at least.</summary>
    public ChrfOptions Chrf { get; init; } = new();

    /// <summary>TER's options.</summary>
    public TerOptions Ter { get; init; } = new();

    /// <summary>Folder with METEOR's <c>function</c>, <c>synonym</c> and paraphrase files; null: none.</summary>
    public string? MeteorFolder { get; init; }

    /// <summary>METEOR's modules, for example <c>exact stem</c>; null: all of the language's that have their data.</summary>
    public string? MeteorModules { get; init; }

    /// <summary>METEOR's own normaliser, for text that is not tokenised.</summary>
    public bool MeteorNormalize { get; init; }
}
