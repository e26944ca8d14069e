namespace Optiglot.DemoWorld;

/// <summary>Turns the plan of a scene into sentences.</summary>
public static class CaptionWriter
{
    /// <summary>Writes the caption in English, German and French.</summary>
    public static Caption Write(ScenePlan plan) => new(English(plan), German(plan), French(plan));

    private static string English(ScenePlan plan)
    {
        bool definite = plan.Pattern == CaptionPattern.Statement;
        string Phrase(Mention m) => EnglishGrammar.NounPhrase(m.Noun, m.ColourInEnglish ? m.Colour : null, m.Count, definite);
        string body = $"{Phrase(plan.First)} {EnglishGrammar.Link(plan.Relation)} {Phrase(plan.Second)}";
        bool many = plan.First.Count > 1 || plan.Relation == Relation.And;
        return Sentence(plan.Pattern switch
        {
            CaptionPattern.Fragment => body,
            CaptionPattern.PictureShows => $"the picture shows {body}",
            CaptionPattern.PlaceFirst => $"{plan.Place.English}, we see {body}",
            CaptionPattern.Statement =>
                $"{Phrase(plan.First)} {(plan.First.Count > 1 ? "are" : "is")} {EnglishGrammar.Link(plan.Relation)} {Phrase(plan.Second)}",
            CaptionPattern.HereIs => $"here {(many ? "are" : "is")} {body}",
            CaptionPattern.Witness => $"I see {body}",
            _ => throw new ArgumentOutOfRangeException(nameof(plan)),
        }, plan, plan.Place.English);
    }

    private static string German(ScenePlan plan)
    {
        bool definite = plan.Pattern == CaptionPattern.Statement;
        var first = plan.Pattern is CaptionPattern.PictureShows or CaptionPattern.PlaceFirst or CaptionPattern.Witness
            ? GrammaticalCase.Accusative : GrammaticalCase.Nominative;
        var second = plan.Relation == Relation.And ? first : GrammaticalCase.Dative;
        string Phrase(Mention m, GrammaticalCase c) =>
            GermanGrammar.NounPhrase(m.Sense.German, m.ColourInTranslation ? m.Colour : null, m.Count, definite, c);
        string head = Phrase(plan.First, first), tail = GermanGrammar.Link(plan.Relation, Phrase(plan.Second, second));
        bool many = plan.First.Count > 1 || plan.Relation == Relation.And;
        return Sentence(plan.Pattern switch
        {
            CaptionPattern.Fragment => $"{head} {tail}",
            CaptionPattern.PictureShows => $"das Bild zeigt {head} {tail}",
            CaptionPattern.PlaceFirst => $"{plan.Place.German} sehen wir {head} {tail}",
            CaptionPattern.Statement => $"{head} {(plan.First.Count > 1 ? "befinden" : "befindet")} sich {tail}",
            CaptionPattern.HereIs => $"hier {(many ? "sind" : "ist")} {head} {tail}",
            CaptionPattern.Witness => $"ich sehe {head} {tail}",
            _ => throw new ArgumentOutOfRangeException(nameof(plan)),
        }, plan, plan.Place.German);
    }

    private static string French(ScenePlan plan)
    {
        bool definite = plan.Pattern == CaptionPattern.Statement;
        string Phrase(Mention m) => FrenchGrammar.NounPhrase(m.Sense.French, m.ColourInTranslation ? m.Colour : null, m.Count, definite);
        string head = Phrase(plan.First), tail = FrenchGrammar.Link(plan.Relation, Phrase(plan.Second));
        return Sentence(plan.Pattern switch
        {
            CaptionPattern.Fragment => $"{head} {tail}",
            CaptionPattern.PictureShows => $"l'image montre {head} {tail}",
            CaptionPattern.PlaceFirst => $"{plan.Place.French}, on voit {head} {tail}",
            CaptionPattern.Statement => $"{head} se {(plan.First.Count > 1 ? "trouvent" : "trouve")} {tail}",
            CaptionPattern.HereIs => $"voici {head} {tail}",
            CaptionPattern.Witness => $"je vois {head} {tail}",
            _ => throw new ArgumentOutOfRangeException(nameof(plan)),
        }, plan, plan.Place.French);
    }

    private static string Sentence(string words, ScenePlan plan, string place)
    {
        if (plan.PlaceInCaption && plan.Pattern != CaptionPattern.PlaceFirst) words += " " + place;
        return char.ToUpperInvariant(words[0]) + words[1..] + ".";
    }
}
