namespace Optiglot.Text;

/// <summary>
/// How raw text is prepared before a subword tokeniser sees it. The published Multi30K files are lower-cased, normalised, tokenised and escaped, in this order.
/// </summary>
public sealed record TextOptions
{
    /// <summary>Two-letter code of the language; <c>en</c>, <c>de</c> and <c>fr</c> have rules of their own.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Lower-case first. What is lost is not restored, so recipes whose output people read leave it off.</summary>
    public bool LowerCase { get; init; }

    /// <summary>Normalise punctuation as Moses does (<see cref="MosesNormalizer"/>).</summary>
    public bool Normalize { get; init; } = true;

    /// <summary>Split words and punctuation as Moses does (<see cref="MosesTokenizer"/>).</summary>
    public bool Tokenize { get; init; } = true;

    /// <summary>Write <c>&amp; | &lt; &gt; ' " [ ]</c> as entities after tokenising, as the published files do.</summary>
    public bool Escape { get; init; } = true;
}
