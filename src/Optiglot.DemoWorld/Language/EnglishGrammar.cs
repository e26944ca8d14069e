namespace Optiglot.DemoWorld;

/// <summary>English noun phrases and links.</summary>
internal static class EnglishGrammar
{
    /// <summary>"a red ball", "an apple", "the two bats".</summary>
    public static string NounPhrase(Noun noun, Colour? colour, int count, bool definite)
    {
        string words = (colour is null ? "" : colour.English + " ") + (count > 1 ? noun.Plural : noun.Singular);
        if (count > 1) return (definite ? "the two " : "two ") + words;
        if (definite) return "the " + words;
        return ("aeiou".Contains(words[0]) ? "an " : "a ") + words;
    }

    public static string Link(Relation relation) => relation switch
    {
        Relation.And => "and",
        Relation.NextTo => "next to",
        Relation.LeftOf => "to the left of",
        Relation.RightOf => "to the right of",
        Relation.Above => "above",
        Relation.Below => "below",
        _ => throw new ArgumentOutOfRangeException(nameof(relation)),
    };
}
