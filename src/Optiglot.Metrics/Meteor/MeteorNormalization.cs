namespace Optiglot.Metrics;

/// <summary>What METEOR does to lines before it splits them at white space.</summary>
public enum MeteorNormalization
{
    /// <summary>Nothing: for text that is tokenised and lower-cased already (the Java program's default).</summary>
    None,

    /// <summary>Changes all letters to lower case (<c>-lower</c>).</summary>
    LowerCase,

    /// <summary>Tokenises, normalises punctuation, lower-cases (<c>-norm</c>).</summary>
    Normalize,

    /// <summary>As <see cref="Normalize"/>, and removes punctuation (<c>-norm -noPunct</c>).</summary>
    NormalizeWithoutPunctuation,
}
