namespace Optiglot.Studies.Probes;

/// <summary>
/// German colours. They are declined, compounded (<c>schwarzweiß</c>, <c>rothaarig</c>), and shaded by what stands before (<c>hellblau</c>), so a word is read
/// from its beginning, colour by colour.
/// </summary>
internal sealed class GermanColours : ColourTable
{
    private static readonly string[] Stems =
    [
        "rosarot", "purpurrot", "dunkel", "dunkl", "finster", "weiß", "weiss", "schwarz", "blau", "bläu", "rot", "röt", "grün", "gelb", "braun", "bräun",
        "brünett", "orange", "grau", "gräu",
        "pink", "rosa", "rosé", "lila", "violett", "purpur", "flieder", "magenta", "mauve", "silber", "silbr", "gold", "beige", "beig", "loh", "sandfarben",
        "hautfarben", "ocker", "blond",
    ];

    // What shades a colour, from hellblau to weinrot.
    private static readonly string[] Shades =
    [
        "hell", "tief", "knall", "neon", "leuchtend", "leucht", "blass", "mittel", "zart", "pastell", "marine", "himmel", "azur", "stahl", "königs", "gras",
        "lind", "oliv", "gift", "wald", "mint",
        "kastanien", "reh", "sand", "wein", "feuer", "blut", "hoch", "kirsch", "zitronen", "schnee", "alt", "metallic", "türkis", "bordeaux",
    ];

    // Words that begin like a colour.
    private static readonly string[] Others = ["rotor", "rotier", "rotat", "rothko", "grausam", "lohn", "pinkel"];

    public override IReadOnlyDictionary<string, string[]> Right { get; } = new Dictionary<string, string[]>
    {
        ["red"] = ["rot", "röt"],
        ["blue"] = ["blau", "bläu"],
        ["white"] = ["weiß", "weiss"],
        ["black"] = ["schwarz"],
        ["green"] = ["grün"],
        ["yellow"] = ["gelb"],
        ["brown"] = ["braun", "bräun", "brünett"],
        ["brunette"] = ["braun", "brünett"],
        ["orange"] = ["orange"],
        ["pink"] = ["pink", "rosa", "rosé", "rosarot"],
        ["purple"] = ["lila", "violett", "purpur", "purpurrot", "flieder", "magenta", "mauve"],
        ["gray"] = ["grau", "gräu"],
        ["grey"] = ["grau", "gräu"],
        ["silver"] = ["silber", "silbr"],
        ["gold"] = ["gold"],
        ["golden"] = ["gold"],
        ["tan"] = ["beige", "beig", "braun", "bräun", "loh", "sandfarben", "hautfarben", "ocker"],
        ["beige"] = ["beige", "beig"],
        ["blond"] = ["blond"],
        ["blonde"] = ["blond"],
        ["dark"] = ["dunkel", "dunkl", "finster", "schwarz"],
    };

    public override IEnumerable<string> Find(string word) => word.Split('-').SelectMany(FindIn);

    private static IEnumerable<string> FindIn(string part)
    {
        if (Others.Any(other => part.StartsWith(other, StringComparison.Ordinal))) yield break;
        for (int at = 0; at < part.Length;)
        {
            string rest = part[at..];
            string? colour = Array.Find(Stems, stem => rest.StartsWith(stem, StringComparison.Ordinal));
            string? shade = colour ?? Array.Find(Shades, each => rest.StartsWith(each, StringComparison.Ordinal));
            if (colour is not null) yield return colour;
            if (shade is null) yield break;
            at += shade.Length;
        }
    }
}
