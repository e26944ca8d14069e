namespace Optiglot.Metrics;

/// <summary>Settings of <see cref="Ter"/>; the defaults are sacreBLEU's.</summary>
public sealed record TerOptions
{
    /// <summary>Splits punctuation off as Tercom's normaliser.</summary>
    public bool Normalize { get; init; }

    /// <summary>
    /// With <see cref="Normalize"/>, normalises references once, as hypotheses are. sacreBLEU does it twice, so that <c>Jim's.</c> is <c>jim's .</c> in the
    /// hypothesis and <c>jim 's .</c> in the reference; that is the default here, too, and the signature names the other way.
    /// </summary>
    public bool ReferencesOnce { get; init; }

    /// <summary>Whether punctuation is left out before words are compared.</summary>
    public bool RemovePunctuation { get; init; }

    /// <summary>
    /// With <see cref="Normalize"/>, cuts Chinese and Japanese characters apart; with <see cref="RemovePunctuation"/>, removes their punctuation too.
    /// </summary>
    public bool AsianSupport { get; init; }

    /// <summary>Keeps case; otherwise both sides are lower-cased.</summary>
    public bool CaseSensitive { get; init; }
}
