namespace Optiglot.Text;

/// <summary>
/// English words of the closed classes, which name nothing: articles, pronouns, prepositions, conjunctions, auxiliaries, and a few adverbs of degree and place.
/// Number words are not among them: they belong to what they count.
/// </summary>
internal static class FunctionWords
{
    private static readonly HashSet<string> English = new(Lines().SelectMany(line => line.Split(' ')), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an English word is one.</summary>
    internal static bool Has(string word) => English.Contains(word);

    private static string[] Lines() =>
    [
        "a an the this that these those each every either neither some any no another other others such both all many much few several more most less enough",
        "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself",
        "they them their theirs themselves who whom whose which what something someone somebody anything anyone everything everyone nothing nobody there",
        "about above across after against along alongside amid among around as at atop away before behind below beneath beside besides between beyond by",
        "despite down during except for from in inside into like near next of off on onto opposite out outside over past per since through throughout till to",
        "together toward towards under underneath until unto up upon via with within without",
        "and but or nor so yet if because although though than then when where while whether unless",
        "am is are was were be been being do does did doing done has have had having can could will would shall should may might must let",
        "not very too also just only here now again still while how why 's 're 've 'll 'd 'm n't",
    ];
}
