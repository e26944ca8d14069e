using System.Text;

namespace Optiglot.DemoWorld;

/// <summary>One example of the report: the picture with the attention of a chosen word on it, and the translations.</summary>
internal static class ExampleCard
{
    private const int Side = 320;

    /// <summary>Most words a card lets one choose from; the style sheet has a rule for each.</summary>
    public const int MostWords = 24;

    public static string Build(DemoExample example, string language, int number)
    {
        var html = new StringBuilder("<article class=\"example\">");
        var words = example.Words.Take(MostWords).ToList();
        int sense = words.FindIndex(w => IsSense(w.Text, example.Scene.Plan.Ambiguous.Sense, language)), chosen = Looker(words, sense);
        for (int w = 0; w < words.Count; w++)
            html.Append($"<input type=\"radio\" class=\"pick\" name=\"word{number}\" id=\"word{number}-{w}\"{(w == chosen ? " checked" : "")} "
                + $"aria-label=\"attention of {Html.Escape(words[w].Text)}\">");
        html.Append(Picture(example, words)).Append("<div class=\"text\">");
        html.Append($"<p class=\"source\" lang=\"en\">{Source(example)}</p>");
        if (words.Count > 0) html.Append(Words(words, language, number));
        if (sense >= 0 && chosen != sense) html.Append(Looked(words, chosen, sense));
        html.Append("<dl>");
        html.Append(Line("reference", "ref", example.Scene.Caption.In(language), example, language));
        html.Append(Line(ConditionText.Name(DemoCondition.RightPicture), "right", example.Right, example, language));
        html.Append(Line(ConditionText.Name(DemoCondition.WrongPicture), "wrong", example.Wrong, example, language, Thumbnail(example.WrongScene)));
        if (example is { Twin: { } twin, TwinScene: { } drawn })
            html.Append(Line(ConditionText.Name(DemoCondition.TwinPicture), "twin", twin, example with { Scene = drawn }, language, Thumbnail(drawn, "twin")));
        html.Append(Line(ConditionText.Name(DemoCondition.TextOnly), "text", example.TextOnly, example, language));
        return html.Append("</dl></div></article>").ToString();
    }

    // Which meaning a noun has is settled where its article is written, since that has the noun's gender: the decoder looks there, and at the noun
    // no more. Of the noun and the two words before it, the one that looked clearly more than the noun; without a noun, the word that looked most.
    private static int Looker(List<AttendedWord> words, int sense)
    {
        if (sense < 0) return words.Count == 0 ? -1 : words.IndexOf(words.MaxBy(w => w.OnPicture)!);
        int most = Enumerable.Range(Math.Max(0, sense - 2), Math.Min(sense, 2) + 1).MaxBy(w => words[w].OnPicture);
        return words[most].OnPicture > 2 * words[sense].OnPicture ? most : sense;
    }

    private static string Looked(List<AttendedWord> words, int looker, int sense) =>
        $"<p class=\"looked\">“{Html.Escape(words[looker].Text)}” looked for “{Html.Escape(words[sense].Text)}”: "
        + $"{Html.Percent(Math.Round(words[looker].OnPicture, 3))} of its attention was on the picture, "
        + $"{Html.Percent(Math.Round(words[sense].OnPicture, 3))} at the noun itself, which was settled by then.</p>";

    private static string Picture(DemoExample example, List<AttendedWord> words)
    {
        // One scale for all words: equal strength is equal attention, and a word that hardly looks shows little.
        float most = words.SelectMany(word => word.Regions).Append(0.1f).Max();
        var html = new StringBuilder($"<div class=\"stage\"><img src=\"{Html.PngAddress(ScenePainter.PaintPng(example.Scene, Side))}\" "
            + $"alt=\"{Html.Escape(Describe(example.Scene))}\" width=\"{Side}\" height=\"{Side}\">");
        html.Append("<svg viewBox=\"0 0 100 100\" aria-hidden=\"true\">");
        foreach (var word in words)
        {
            html.Append("<g class=\"look\">");
            foreach (var (region, weight) in example.Regions.Zip(word.Regions)) html.Append(Region(region, weight, weight / most));
            html.Append("</g>");
        }
        if (words.Count == 0)
            foreach (var region in example.Regions) html.Append(Region(region, 0, 0.5f));
        return html.Append("</svg></div>").ToString();
    }

    private static string Region(DemoRegion region, float weight, float strength)
    {
        string F(double value) => Html.Number(value, "0.#");
        double x = 100 * region.X1, y = 100 * region.Y1, w = 100 * (region.X2 - region.X1), h = 100 * (region.Y2 - region.Y1);
        string label = weight > 0 ? $"{region.Name} {Html.Number(100 * weight, "0")}%" : region.Name;
        double labelY = y > 6 ? y - 1.6 : y + 5;
        return $"<rect x=\"{F(x)}\" y=\"{F(y)}\" width=\"{F(w)}\" height=\"{F(h)}\" rx=\"2\" style=\"--s:{Html.Number(strength)}\"/>"
            + $"<text x=\"{F(Math.Clamp(x + w / 2, 16, 84))}\" y=\"{F(labelY)}\" style=\"--s:{Html.Number(strength)}\">{Html.Escape(label)}</text>";
    }

    private static string Words(List<AttendedWord> words, string language, int number)
    {
        var html = new StringBuilder($"<p class=\"words\" lang=\"{language}\">");
        for (int w = 0; w < words.Count; w++)
            html.Append($"<label for=\"word{number}-{w}\" style=\"--s:{Html.Number(words[w].OnPicture)}\" "
                + $"title=\"{Html.Percent(Math.Round(words[w].OnPicture, 3))} of its attention is on the picture\">{Html.Escape(words[w].Text)}</label> ");
        return html.Append("</p>").ToString();
    }

    private static string Line(string name, string css, string sentence, DemoExample example, string language, string extra = "")
    {
        var mention = example.Scene.Plan.Ambiguous;
        var plain = example.Scene.Plan.Plain;
        bool ambiguous = mention.Noun.IsAmbiguousIn(language);
        var right = WordList.Set(ambiguous ? mention.Sense.Forms(language) : []);
        var other = WordList.Set(ambiguous ? mention.Noun.Senses[1 - mention.SenseIndex].Forms(language) : []);
        var colour = WordList.Set(plain.ColourIsHidden ? plain.Colour.Forms(language) : []);
        var rightful = new[] { plain.Colour, mention.ColourInTranslation ? mention.Colour : null };
        var others = Lexicon.Colours.Where(c => !rightful.Contains(c)).SelectMany(c => c.Forms(language));
        var wrongColours = WordList.Set(others);
        string text = Html.Mark(
            sentence,
            (right, "hit", "the sense that is drawn"),
            (other, "miss", "the other sense"),
            (colour, "hit", "the colour that is drawn"),
            (wrongColours, "miss", "another colour"));
        string dropped = Dropped(
            sentence, [(ambiguous ? mention.Noun.Singular : "", [right, other]), (plain.ColourIsHidden ? "colour" : "", [colour, wrongColours])]);
        return $"<div><dt class=\"{css}\">{Html.Escape(name)}</dt><dd lang=\"{language}\">{extra}{text}{dropped}</dd></div>";
    }

    // What a translation has no word for, right or wrong; without a name nothing was asked.
    private static string Dropped(string sentence, IEnumerable<(string Name, HashSet<string>[] Words)> asked)
    {
        var said = WordList.Set(WordList.Of(sentence));
        string[] names = [.. asked.Where(each => each.Name.Length > 0 && !each.Words.Any(words => words.Overlaps(said))).Select(each => each.Name)];
        return names.Length == 0 ? "" : $" <span class=\"dropped\">(no word for: {Html.Escape(string.Join(", ", names))})</span>";
    }

    private static string Source(DemoExample example)
    {
        var noun = example.Scene.Plan.Ambiguous.Noun;
        return Html.Mark(example.Scene.Caption.English, (WordList.Set([noun.Singular, noun.Plural]), "word", "ambiguous in English"));
    }

    private static string Thumbnail(Scene scene, string what = "wrong picture") =>
        $"<img class=\"thumb\" src=\"{Html.PngAddress(ScenePainter.PaintPng(scene, 176))}\" alt=\"{what}: {Html.Escape(Describe(scene))}\" "
            + "width=\"44\" height=\"44\">";

    private static string Describe(Scene scene) =>
        string.Join(", ", scene.Objects.Select(o => $"{o.Colour.English} {o.Sense.Name}")) + " " + scene.Plan.Place.English;

    private static bool IsSense(string word, Sense sense, string language) => WordList.Set(sense.Forms(language)).Overlaps(WordList.Of(word));
}
