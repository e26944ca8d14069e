namespace Optiglot.Metrics;

/// <summary>How BLEU cuts lines into tokens. The names in signatures are sacreBLEU's.</summary>
public enum BleuTokenization
{
    /// <summary>mteval-v13a, the WMT standard (sacreBLEU's default).</summary>
    V13a,

    /// <summary>White space only: for text that is tokenised already.</summary>
    None,

    /// <summary>Every character is a token.</summary>
    Char,

    /// <summary>mteval-v14 international: splits at every Unicode punctuation mark and symbol.</summary>
    International,

    /// <summary>Chinese characters one by one, the rest as <see cref="V13a"/>.</summary>
    Chinese,

    /// <summary>As multi-bleu.perl: ASCII white space only, no smoothing; what most papers on tokenised text report.</summary>
    MultiBleu,

    /// <summary>Pieces of a SentencePiece model (<see cref="BleuOptions.Pieces"/>).</summary>
    SentencePiece,

    /// <summary>Pieces of the SentencePiece model of FLORES-101, which the user has (sacreBLEU's <c>flores101</c>, once <c>spm</c>).</summary>
    Flores101,

    /// <summary>Pieces of the SentencePiece model of FLORES-200, which the user has.</summary>
    Flores200,
}
