namespace Optiglot.Metrics;

/// <summary>The human judgements METEOR's parameters were tuned to.</summary>
public enum MeteorTask
{
    /// <summary>Ranking where the language has it, else <see cref="LanguageIndependent"/>.</summary>
    Default,

    /// <summary>Rankings (English, Czech, French, Spanish, German, Russian).</summary>
    Ranking,

    /// <summary>Adequacy as people judged it, for English only.</summary>
    Adequacy,

    /// <summary>Human-targeted edit rate (English only).</summary>
    Hter,

    /// <summary>Parameters that work well across languages.</summary>
    LanguageIndependent,

    /// <summary>METEOR Universal: exact and paraphrase for any language.</summary>
    Universal,

    /// <summary>
    /// Usefulness to translators (English only). The Java program's command counts words in it unless told otherwise, as here; its library counts characters
    /// (<see cref="MeteorOptions.CountCharacters"/>).
    /// </summary>
    Utility,

    /// <summary>Parameters for tuning a system towards METEOR.</summary>
    Tuning,
}
