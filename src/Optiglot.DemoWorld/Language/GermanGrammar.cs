namespace Optiglot.DemoWorld;

/// <summary>German noun phrases: articles, adjective endings (strong, mixed and weak) and noun forms.</summary>
internal static class GermanGrammar
{
    /// <summary>"ein roter Ball", "einem roten Ball", "die zwei roten Bälle".</summary>
    public static string NounPhrase(GermanNoun noun, Colour? colour, int count, bool definite, GrammaticalCase grammaticalCase)
    {
        string article = Article(noun.Gender, count, definite, grammaticalCase);
        string adjective = colour is null ? "" : $"{colour.GermanStem}{Ending(noun.Gender, count, definite, grammaticalCase)} ";
        return $"{article} {adjective}{noun.Form(grammaticalCase, count)}";
    }

    /// <summary>The link and the second phrase: "neben einem Ball", "links vom Ball".</summary>
    public static string Link(Relation relation, string phrase) => relation switch
    {
        Relation.And => "und " + phrase,
        Relation.NextTo => "neben " + phrase,
        Relation.LeftOf => "links " + Of(phrase),
        Relation.RightOf => "rechts " + Of(phrase),
        Relation.Above => "über " + phrase,
        Relation.Below => "unter " + phrase,
        _ => throw new ArgumentOutOfRangeException(nameof(relation)),
    };

    /// <summary>"von" with what follows: vom.</summary>
    private static string Of(string phrase) => phrase.StartsWith("dem ", StringComparison.Ordinal) ? "vom " + phrase[4..] : "von " + phrase;

    private static string Article(Gender gender, int count, bool definite, GrammaticalCase grammaticalCase)
    {
        if (count > 1)
            return !definite ? "zwei" : grammaticalCase == GrammaticalCase.Dative ? "den zwei" : "die zwei";
        return (grammaticalCase, gender, definite) switch
        {
            (GrammaticalCase.Nominative, Gender.Masculine, true) => "der",
            (GrammaticalCase.Accusative, Gender.Masculine, true) => "den",
            (GrammaticalCase.Dative, Gender.Feminine, true) => "der",
            (GrammaticalCase.Dative, _, true) => "dem",
            (_, Gender.Feminine, true) => "die",
            (_, Gender.Neuter, true) => "das",
            (GrammaticalCase.Accusative, Gender.Masculine, false) => "einen",
            (GrammaticalCase.Dative, Gender.Feminine, false) => "einer",
            (GrammaticalCase.Dative, _, false) => "einem",
            (_, Gender.Feminine, false) => "eine",
            _ => "ein",
        };
    }

    private static string Ending(Gender gender, int count, bool definite, GrammaticalCase grammaticalCase)
    {
        if (count > 1) return definite || grammaticalCase == GrammaticalCase.Dative ? "en" : "e";
        if (grammaticalCase == GrammaticalCase.Dative) return "en";
        if (gender == Gender.Masculine && grammaticalCase == GrammaticalCase.Accusative) return "en";
        if (definite) return "e";
        return gender switch { Gender.Masculine => "er", Gender.Neuter => "es", _ => "e" };
    }
}
