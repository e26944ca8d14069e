using System.Text;

namespace Optiglot.Studies.World;

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
        int chosen = words.FindIndex(w => IsSense(w.Text, example.Scene.Plan.Ambiguous.Sense, language));
        if (chosen < 0) chosen = words.IndexOf(words.MaxBy(w => w.OnPicture)!);
        for (int w = 0; w < words.Count; w++)
            html.Append($"<input type=\"radio\" class=\"pick\" name=\"word{number}\" id=\"word{number}-{w}\"{(w == chosen ? " checked" : "")} "
                + $"aria-label=\"attention of {Html.Escape(words[w].Text)}\">");
        html.Append(Picture(example, words)).Append("<div class=\"text\">");
        html.Append($"<p class=\"source\" lang=\"en\">{Source(example)}</p>");
        if (words.Count > 0) html.Append(Words(words, language, number));
        html.Append("<dl>");
        html.Append(Line("reference", "ref", example.Scene.Caption.In(language), example, language));
        html.Append(Line(ConditionText.Name(DemoCondition.RightPicture), "right", example.Right, example, language));
        html.Append(Line(ConditionText.Name(DemoCondition.WrongPicture), "wrong", example.Wrong, example, language, Thumbnail(example.WrongScene)));
        html.Append(Line(ConditionText.Name(DemoCondition.TextOnly), "text", example.TextOnly, example, language));
        return html.Append("</dl></div></article>").ToString();
    }

    private static string Picture(DemoExample example, List<AttendedWord> words)
    {
        var html = new StringBuilder($"<div class=\"stage\"><img src=\"{Html.PngAddress(ScenePainter.PaintPng(example.Scene, Side))}\" "
            + $"alt=\"{Html.Escape(Describe(example.Scene))}\" width=\"{Side}\" height=\"{Side}\">");
        html.Append("<svg viewBox=\"0 0 100 100\" aria-hidden=\"true\">");
        foreach (var word in words)
        {
            // A word that hardly looks at the picture shows little, rather than its largest hardly-anything at full strength.
            float most = Math.Max(0.04f, word.Regions.DefaultIfEmpty(0).Max());
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
        var wrongColours = WordList.Set(plain.ColourIsHidden ? others : []);
        string text = Html.Mark(
            sentence,
            (right, "hit", "the sense that is drawn"),
            (other, "miss", "the other sense"),
            (colour, "hit", "the colour that is drawn"),
            (wrongColours, "miss", "another colour"));
        return $"<div><dt class=\"{css}\">{Html.Escape(name)}</dt><dd lang=\"{language}\">{extra}{text}</dd></div>";
    }

    private static string Source(DemoExample example)
    {
        var noun = example.Scene.Plan.Ambiguous.Noun;
        return Html.Mark(example.Scene.Caption.English, (WordList.Set([noun.Singular, noun.Plural]), "word", "ambiguous in English"));
    }

    private static string Thumbnail(Scene scene) =>
        $"<img class=\"thumb\" src=\"{Html.PngAddress(ScenePainter.PaintPng(scene, 176))}\" alt=\"wrong picture: {Html.Escape(Describe(scene))}\" "
            + "width=\"44\" height=\"44\">";

    private static string Describe(Scene scene) =>
        string.Join(", ", scene.Objects.Select(o => $"{o.Colour.English} {o.Sense.Name}")) + " " + scene.Plan.Place.English;

    private static bool IsSense(string word, Sense sense, string language) => WordList.Set(sense.Forms(language)).Overlaps(WordList.Of(word));
}
