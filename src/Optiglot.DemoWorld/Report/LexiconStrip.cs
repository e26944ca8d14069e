using System.Text;

namespace Optiglot.DemoWorld;

/// <summary>Cards with both drawings and both words of every ambiguous noun, and how each condition did on it.</summary>
internal static class LexiconStrip
{
    private const int Side = 144;

    public static string Build(DemoResult result)
    {
        var html = new StringBuilder("<ul class=\"cards\">");
        foreach (var (noun, index) in Lexicon.Ambiguous.Take(result.World.AmbiguousNouns).Where(n => n.IsAmbiguousIn(result.Language)).Select((n, i) => (n, i)))
        {
            html.Append($"<li><h3>{Html.Escape(noun.Singular)}</h3><div class=\"pair\">");
            foreach (var sense in noun.Senses) html.Append(Figure(sense, result.Language, index));
            html.Append("</div><ul class=\"dots\" aria-label=\"accuracy\">");
            foreach (var row in result.Rows) html.Append(Meter(row, noun));
            html.Append("</ul></li>");
        }
        return html.Append("</ul>").ToString();
    }

    private static string Figure(Sense sense, string language, int index)
    {
        var thing = new PlacedObject(sense, Lexicon.Colours[index % 4 + (index % 4 > 2 ? 3 : 0)], 0.5f, 0.5f, 0.8f);
        using var bitmap = ScenePainter.Paint(Lexicon.Places[index % Lexicon.Places.Count], [thing], Side, (ulong)index);
        string word = sense.Forms(language)[0];
        return $"<figure><img src=\"{Html.PngAddress(ScenePainter.Png(bitmap))}\" alt=\"{Html.Escape(sense.Name)}\" width=\"72\" height=\"72\">"
            + $"<figcaption lang=\"{language}\">{Html.Escape(word)}</figcaption></figure>";
    }

    private static string Meter(DemoRow row, Noun noun)
    {
        var part = row.Score.Nouns.FirstOrDefault(n => n.Noun == noun.Singular);
        if (part is null || part.Sentences == 0) return "";
        string name = ConditionText.Name(row.Condition), value = Html.Percent(part.Accuracy);
        return $"<li title=\"{name}: {part.Right} of {part.Sentences}\"><span class=\"track\"><span class=\"fill {ConditionText.Class(row.Condition)}\" "
            + $"style=\"width:{Html.Number(100 * part.Accuracy)}%\"></span></span>"
            + $"<span class=\"sr\">{name} {value}</span></li>";
    }
}
