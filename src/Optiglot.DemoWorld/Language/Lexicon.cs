using static Optiglot.DemoWorld.Gender;

namespace Optiglot.DemoWorld;

/// <summary>Every word of the world. Two-sense nouns were picked because German, and nearly always French, has a word for each sense.</summary>
public static class Lexicon
{
    /// <summary>Ten nouns with two senses. "crane" and "letter" are ambiguous for German only: French has grue and lettre for both.</summary>
    public static IReadOnlyList<Noun> Ambiguous { get; } =
    [
        Two("bat", "bats",
            new("bat (animal)", new("Fledermaus", "Fledermäuse", Feminine), new("chauve-souris", "chauves-souris", Feminine)),
            new("bat (sports)", new("Schläger", "Schläger", Masculine), new("batte", "battes", Feminine))),
        Two("crane", "cranes",
            new("crane (bird)", new("Kranich", "Kraniche", Masculine), new("grue", "grues", Feminine)),
            new("crane (machine)", new("Kran", "Kräne", Masculine), new("grue", "grues", Feminine))),
        Two("seal", "seals",
            new("seal (animal)", new("Robbe", "Robben", Feminine), new("phoque", "phoques", Masculine)),
            new("seal (wax)", new("Siegel", "Siegel", Neuter), new("sceau", "sceaux", Masculine))),
        Two("nut", "nuts",
            new("nut (food)", new("Nuss", "Nüsse", Feminine), new("noix", "noix", Feminine)),
            new("nut (metal)", new("Schraubenmutter", "Schraubenmuttern", Feminine), new("écrou", "écrous", Masculine))),
        Two("trunk", "trunks",
            new("trunk (luggage)", new("Koffer", "Koffer", Masculine), new("malle", "malles", Feminine)),
            new("trunk (tree)", new("Baumstamm", "Baumstämme", Masculine), new("tronc", "troncs", Masculine))),
        Two("bow", "bows",
            new("bow (ribbon)", new("Schleife", "Schleifen", Feminine), new("nœud", "nœuds", Masculine)),
            new("bow (archery)", new("Bogen", "Bögen", Masculine), new("arc", "arcs", Masculine))),
        Two("fan", "fans",
            new("fan (hand)", new("Fächer", "Fächer", Masculine), new("éventail", "éventails", Masculine)),
            new("fan (electric)", new("Ventilator", "Ventilatoren", Masculine), new("ventilateur", "ventilateurs", Masculine))),
        Two("plant", "plants",
            new("plant (living)", new("Pflanze", "Pflanzen", Feminine), new("plante", "plantes", Feminine)),
            new("plant (factory)", new("Fabrik", "Fabriken", Feminine), new("usine", "usines", Feminine))),
        Two("letter", "letters",
            new("letter (mail)", new("Brief", "Briefe", Masculine), new("lettre", "lettres", Feminine)),
            new("letter (alphabet)", new("Buchstabe", "Buchstaben", Masculine) { ObliqueSingular = "Buchstaben" }, new("lettre", "lettres", Feminine))),
        Two("key", "keys",
            new("key (door)", new("Schlüssel", "Schlüssel", Masculine), new("clé", "clés", Feminine)),
            new("key (keyboard)", new("Taste", "Tasten", Feminine), new("touche", "touches", Feminine))),
    ];

    /// <summary>Sixteen nouns with one sense.</summary>
    public static IReadOnlyList<Noun> Plain { get; } =
    [
        One("ball", "balls", new("Ball", "Bälle", Masculine), new("ballon", "ballons", Masculine)),
        One("house", "houses", new("Haus", "Häuser", Neuter), new("maison", "maisons", Feminine)),
        One("car", "cars", new("Auto", "Autos", Neuter), new("voiture", "voitures", Feminine)),
        One("tree", "trees", new("Baum", "Bäume", Masculine), new("arbre", "arbres", Masculine)),
        One("dog", "dogs", new("Hund", "Hunde", Masculine), new("chien", "chiens", Masculine)),
        One("cat", "cats", new("Katze", "Katzen", Feminine), new("chat", "chats", Masculine)),
        One("boat", "boats", new("Boot", "Boote", Neuter), new("bateau", "bateaux", Masculine)),
        One("fish", "fish", new("Fisch", "Fische", Masculine), new("poisson", "poissons", Masculine)),
        One("cup", "cups", new("Tasse", "Tassen", Feminine), new("tasse", "tasses", Feminine)),
        One("chair", "chairs", new("Stuhl", "Stühle", Masculine), new("chaise", "chaises", Feminine)),
        One("umbrella", "umbrellas", new("Regenschirm", "Regenschirme", Masculine), new("parapluie", "parapluies", Masculine)),
        One("flower", "flowers", new("Blume", "Blumen", Feminine), new("fleur", "fleurs", Feminine)),
        One("apple", "apples", new("Apfel", "Äpfel", Masculine), new("pomme", "pommes", Feminine)),
        One("hat", "hats", new("Hut", "Hüte", Masculine), new("chapeau", "chapeaux", Masculine)),
        One("book", "books", new("Buch", "Bücher", Neuter), new("livre", "livres", Masculine)),
        One("kite", "kites", new("Drachen", "Drachen", Masculine), new("cerf-volant", "cerfs-volants", Masculine)),
    ];

    /// <summary>All nouns: the classes of the detector, in this order.</summary>
    public static IReadOnlyList<Noun> Nouns { get; } = [.. Ambiguous, .. Plain];

    /// <summary>Eight colours; every one agrees regularly in German.</summary>
    public static IReadOnlyList<Colour> Colours { get; } =
    [
        new("red", "rot", "rouge", "rouge", false, 222, 52, 48),
        new("blue", "blau", "bleu", "bleue", false, 46, 104, 216),
        new("green", "grün", "vert", "verte", false, 44, 160, 70),
        new("yellow", "gelb", "jaune", "jaune", false, 250, 204, 40),
        new("white", "weiß", "blanc", "blanche", false, 246, 246, 242),
        new("black", "schwarz", "noir", "noire", false, 72, 72, 78),
        new("purple", "violett", "violet", "violette", false, 142, 70, 190),
        new("brown", "braun", "marron", "marron", true, 142, 88, 46),
    ];

    /// <summary>Eight places.</summary>
    public static IReadOnlyList<Place> Places { get; } =
    [
        new("beach", "on the beach", "am Strand", "sur la plage"),
        new("park", "in the park", "im Park", "dans le parc"),
        new("street", "on the street", "auf der Straße", "dans la rue"),
        new("kitchen", "in the kitchen", "in der Küche", "dans la cuisine"),
        new("snow", "in the snow", "im Schnee", "dans la neige"),
        new("desert", "in the desert", "in der Wüste", "dans le désert"),
        new("forest", "in the forest", "im Wald", "dans la forêt"),
        new("meadow", "in the meadow", "auf der Wiese", "dans le pré"),
    ];

    private static Noun Two(string singular, string plural, Sense first, Sense second) => new(singular, plural, [first, second]);

    private static Noun One(string singular, string plural, GermanNoun german, FrenchNoun french) => new(singular, plural, [new(singular, german, french)]);
}
