namespace Optiglot.Studies.Probes;

/// <summary>
/// French colours: a stem and the endings it can have, since many other words begin alike (<c>vert</c> and <c>vertical</c>, <c>or</c> and <c>oreille</c>).
/// </summary>
internal sealed class FrenchColours : ColourTable
{
    private static readonly string[] Plain = ["", "s", "e", "es"], Dull = ["âtre", "âtres"], Participle = ["é", "ée", "és", "ées"];

    private static readonly Dictionary<string, string> Forms = Build(
        ("rouge", ["rouge", "rouges", "rougeâtre", "rougeâtres", "roux", "rousse", "rousses", "bordeaux"]),
        ("bleu", [.. With("bleu", Plain), .. With("bleu", Dull), "bleuté", "bleutée"]),
        ("blanc", ["blanc", "blancs", "blanche", "blanches", "blanchâtre", "blanchâtres"]),
        ("noir", [.. With("noir", Plain), .. With("noir", Dull)]),
        ("vert", [.. With("vert", Plain), .. With("verd", Dull)]),
        ("jaune", ["jaune", "jaunes", .. With("jaun", Dull)]),
        ("brun", [.. With("brun", Plain), .. With("brun", Dull), "marron", "marrons", "châtain", "châtains", "chatain", "chatains", "brunette"]),
        ("orange", ["orange", "oranges", .. With("orang", Participle)]),
        ("rose", ["rose", "roses", "rosé", "rosés", "fuchsia"]),
        ("violet", ["violet", "violets", "violette", "violettes", "mauve", "mauves", "pourpre", "pourpres", "lilas", "prune"]),
        ("gris", [.. With("gris", ["", "e", "es"]), .. With("gris", Dull)]),
        ("argent", ["argent", .. With("argent", Participle)]),
        ("or", ["or", .. With("dor", Participle), "dorure", "dorures"]),
        ("beige", ["beige", "beiges", "ocre", "ocres", "fauve", "fauves", "sable"]),
        ("blond", With("blond", Plain)),
        ("sombre", ["sombre", "sombres", .. With("fonc", Participle), .. With("obscur", Plain), "obscurité"]));

    public override IReadOnlyDictionary<string, string[]> Right { get; } = new Dictionary<string, string[]>
    {
        ["red"] = ["rouge"],
        ["blue"] = ["bleu"],
        ["white"] = ["blanc"],
        ["black"] = ["noir"],
        ["green"] = ["vert"],
        ["yellow"] = ["jaune"],
        ["brown"] = ["brun"],
        ["brunette"] = ["brun"],
        ["orange"] = ["orange"],
        ["pink"] = ["rose"],
        ["purple"] = ["violet"],
        ["gray"] = ["gris"],
        ["grey"] = ["gris"],
        ["silver"] = ["argent"],
        ["gold"] = ["or"],
        ["golden"] = ["or"],
        ["tan"] = ["beige", "brun"],
        ["beige"] = ["beige"],
        ["blond"] = ["blond"],
        ["blonde"] = ["blond"],
        ["dark"] = ["sombre", "noir"],
    };

    public override IEnumerable<string> Find(string word) => word.Split('-').Where(Forms.ContainsKey).Select(part => Forms[part]);

    private static string[] With(string stem, string[] endings) => [.. endings.Select(ending => stem + ending)];

    private static Dictionary<string, string> Build(params (string Colour, string[] Forms)[] colours)
    {
        Dictionary<string, string> forms = new(StringComparer.Ordinal);
        foreach (var (colour, words) in colours)
            foreach (string word in words) forms[word] = colour;
        return forms;
    }
}
