namespace Optiglot.DemoWorld.Tests;

public sealed class CaptionTests
{
    private static Mention Of(string noun, int sense = 0, string? colour = null, int count = 1, bool hidden = false)
    {
        var paint = Lexicon.Colours.Single(c => c.English == (colour ?? "red"));
        return new(Lexicon.Nouns.Single(n => n.Singular == noun), sense, paint, count, colour is not null && !hidden, colour is not null);
    }

    private static Caption Say(CaptionPattern pattern, Mention first, Relation relation, Mention second, string? place = null) =>
        CaptionWriter.Write(new ScenePlan
        {
            Pattern = pattern,
            First = first,
            Relation = relation,
            Second = second,
            Place = Lexicon.Places.Single(p => p.Name == (place ?? "beach")),
            PlaceInCaption = place is not null,
        });

    [Fact]
    public void TheSenseAndAHiddenColourAreOnlyInTheTranslations() => Assert.Equal(
        new Caption("A bat next to a ball on the beach.", "Ein Schläger neben einem roten Ball am Strand.", "Une batte à côté d'un ballon rouge sur la plage."),
        Say(CaptionPattern.Fragment, Of("bat", 1), Relation.NextTo, Of("ball", colour: "red", hidden: true), "beach"));

    [Fact]
    public void ObjectsOfVerbsAreAccusativeAndPlacesDative() => Assert.Equal(
        new Caption("The picture shows a blue crane and a white hat.", "Das Bild zeigt einen blauen Kranich und einen weißen "
            + "Hut.", "L'image montre une grue bleue et un chapeau blanc."),
        Say(CaptionPattern.PictureShows, Of("crane", 0, "blue"), Relation.And, Of("hat", colour: "white")));

    [Fact]
    public void PluralsAgree() => Assert.Equal(
        new Caption("I see two green fans above two apples.", "Ich sehe zwei grüne Fächer über zwei violetten Äpfeln.", "Je vois deux éventails verts "
            + "au-dessus de deux pommes violettes."),
        Say(CaptionPattern.Witness, Of("fan", 0, "green", 2), Relation.Above, Of("apple", colour: "purple", count: 2, hidden: true)));

    [Fact]
    public void DefiniteArticlesContractAndElide() => Assert.Equal(
        new Caption("The letter is to the left of the black tree.", "Der Buchstabe befindet sich links vom schwarzen "
            + "Baum.", "La lettre se trouve à gauche de l'arbre noir."),
        Say(CaptionPattern.Statement, Of("letter", 1), Relation.LeftOf, Of("tree", colour: "black")));

    [Fact]
    public void WeakNounsTakeTheirEnding() => Assert.Equal(
        "Hier ist ein rotes Haus rechts von einem Buchstaben.",
        Say(CaptionPattern.HereIs, Of("house", colour: "red"), Relation.RightOf, Of("letter", 1)).German);

    [Fact]
    public void DefinitePluralsContract() => Assert.Equal(
        new Caption("The two nuts are below the two brown cups.", "Die zwei Schraubenmuttern befinden sich unter den zwei braunen "
            + "Tassen.", "Les deux écrous se trouvent en dessous des deux tasses marron."),
        Say(CaptionPattern.Statement, Of("nut", 1, count: 2), Relation.Below, Of("cup", colour: "brown", count: 2)));

    [Fact]
    public void APlaceMayComeFirst() => Assert.Equal(
        new Caption("In the kitchen, we see an umbrella and a bow.", "In der Küche sehen wir einen gelben Regenschirm und eine "
            + "Schleife.", "Dans la cuisine, on voit un parapluie jaune et un nœud."),
        Say(CaptionPattern.PlaceFirst, Of("umbrella", colour: "yellow", hidden: true), Relation.And, Of("bow"), "kitchen"));

    [Fact]
    public void TenNounsAreAmbiguousForGermanEightForFrench()
    {
        Assert.Equal(10, Lexicon.Ambiguous.Count(n => n.IsAmbiguousIn("de")));
        Assert.Equal(["crane", "letter"], Lexicon.Ambiguous.Where(n => !n.IsAmbiguousIn("fr")).Select(n => n.Singular));
    }

    [Fact]
    public void AnUnknownLanguageIsRefusedInWords() =>
        Assert.Contains("use de or fr", Assert.Throws<ArgumentException>(() => Lexicon.Nouns[0].Senses[0].Forms("es")).Message);
}
