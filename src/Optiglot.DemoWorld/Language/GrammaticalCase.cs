namespace Optiglot.DemoWorld;

/// <summary>The German cases the captions need.</summary>
public enum GrammaticalCase
{
    /// <summary>Subject: "ein roter Ball".</summary>
    Nominative,

    /// <summary>Object of a verb: "einen roten Ball".</summary>
    Accusative,

    /// <summary>After a preposition of place: "neben einem roten Ball".</summary>
    Dative,
}
