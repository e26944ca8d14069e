namespace Optiglot.DemoWorld;

/// <summary>French noun phrases: articles, elision, agreement, and the contractions of "de".</summary>
internal static class FrenchGrammar
{
    /// <summary>"un ballon rouge", "l'écrou", "les deux pommes vertes".</summary>
    public static string NounPhrase(FrenchNoun noun, Colour? colour, int count, bool definite)
    {
        string words = noun.Form(count) + (colour is null ? "" : " " + colour.French(noun.Gender, count));
        if (count > 1) return (definite ? "les deux " : "deux ") + words;
        bool feminine = noun.Gender == Gender.Feminine;
        if (!definite) return (feminine ? "une " : "un ") + words;
        return (StartsWithVowel(words) ? "l'" : feminine ? "la " : "le ") + words;
    }

    /// <summary>The link and the second phrase: "à côté du ballon", "à gauche d'une pomme", "et une pomme".</summary>
    public static string Link(Relation relation, string phrase) => relation switch
    {
        Relation.And => "et " + phrase,
        Relation.NextTo => "à côté " + Of(phrase),
        Relation.LeftOf => "à gauche " + Of(phrase),
        Relation.RightOf => "à droite " + Of(phrase),
        Relation.Above => "au-dessus " + Of(phrase),
        Relation.Below => "en dessous " + Of(phrase),
        _ => throw new ArgumentOutOfRangeException(nameof(relation)),
    };

    /// <summary>"de" with what follows: du, des, de l', d'.</summary>
    private static string Of(string phrase)
    {
        if (phrase.StartsWith("le ", StringComparison.Ordinal)) return "du " + phrase[3..];
        if (phrase.StartsWith("les ", StringComparison.Ordinal)) return "des " + phrase[4..];
        return StartsWithVowel(phrase) ? "d'" + phrase : "de " + phrase;
    }

    private static bool StartsWithVowel(string words) => "aeiouéèêâîôûœ".Contains(words[0]);
}
