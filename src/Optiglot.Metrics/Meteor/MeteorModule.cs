namespace Optiglot.Metrics;

/// <summary>A way in which METEOR lets words match. The Java program's names, in lower case, name them in signatures.</summary>
public enum MeteorModule
{
    /// <summary>Words that are equal as they stand.</summary>
    Exact,

    /// <summary>Different words with the same Snowball stem.</summary>
    Stem,

    /// <summary>Different words that share a WordNet synset.</summary>
    Synonym,

    /// <summary>Phrases that a paraphrase table lists.</summary>
    Paraphrase,
}
