using System.Text;

namespace Optiglot.DemoWorld;

/// <summary>The demo's report: one HTML file that needs nothing else, for light and dark screens, for paper and for screen readers.</summary>
public static class DemoReport
{
    /// <summary>Writes the report, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(DemoResult result, string path) => AtomicFile.WriteText(path, Build(result));

    /// <summary>The page.</summary>
    public static string Build(DemoResult result)
    {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            + "content=\"width=device-width,initial-scale=1\">");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\"><title>Optiglot demo: does the picture help?</title><style>");
        html.Append(ReportStyle.Sheet()).Append("</style></head><body><main>");
        html.Append(Opening(result));
        html.Append(Table(result));
        html.Append("<section><h2>The words that need eyes</h2><p>Each of these English words has two meanings. Which one a sentence means is drawn by "
            + "lot, so the sentence cannot give it away. ");
        html.Append("The bars show how often each was translated right; the line across them is chance.</p>");
        html.Append(Legend(result)).Append(LexiconStrip.Build(result)).Append("</section>");
        if (result.Examples.Count > 0)
        {
            html.Append("<section><h2>Scenes it had never seen</h2><p>Choose a word of the translation to see where the decoder looked while writing it. "
                + "The stronger a word's underline, the more of its attention went to the picture rather than to the sentence.</p>");
            for (int i = 0; i < result.Examples.Count; i++) html.Append(ExampleCard.Build(result.Examples[i], result.Language, i));
            html.Append("</section>");
        }
        if (result.Curves.Count > 0) html.Append("<section><h2>How it learned</h2><p>BLEU on the development scenes while "
            + "training.</p>").Append(CurveChart.Build(result.Curves)).Append("</section>");
        html.Append(Steps(result));
        return html.Append("</main></body></html>\n").ToString();
    }

    private static string Language(DemoResult result) => result.Language == "fr" ? "French" : "German";

    private static string Opening(DemoResult result)
    {
        string example = result.Language == "fr" ? "<i lang=\"fr\">chauve-souris</i> or a <i lang=\"fr\">batte</i>" : "<i lang=\"de\">Fledermaus</i> or a "
            + "<i lang=\"de\">Schläger</i>";
        var html = new StringBuilder($"<header><p class=\"kicker\">Optiglot demo · English to {Language(result)}</p><h1>Does the picture help?</h1>");
        html.Append($"<p class=\"lead\">“A bat next to a ball.” Is the bat a {example}, and what colour is the ball? The sentence does not say. The "
            + "picture does. ");
        html.Append("Here a translator learned to look, in a small drawn world of its own, from nothing but sentences and pixels.</p><div class=\"heroes\">");
        foreach (var row in result.Rows.Where(r => r.Condition is DemoCondition.TextOnly or DemoCondition.RightPicture or DemoCondition.WrongPicture))
            html.Append($"<div class=\"hero {ConditionText.Class(row.Condition)}\"><b>{Html.Percent(row.Score.SenseAccuracy)}</b><span>of ambiguous words "
                + $"right {ConditionText.With(row.Condition)}</span></div>");
        return html.Append("</div></header>").ToString();
    }

    private static string Table(DemoResult result)
    {
        var html = new StringBuilder("<section><h2>What the picture is worth</h2><div class=\"scroll\"><table><thead><tr><th scope=\"col\">translated "
            + "with</th><th scope=\"col\">BLEU</th><th scope=\"col\">METEOR</th><th scope=\"col\">ambiguous words</th><th scope=\"col\">hidden "
                + "colours</th></tr></thead><tbody>");
        foreach (var row in result.Rows)
        {
            string css = ConditionText.Class(row.Condition);
            html.Append($"<tr><th scope=\"row\"><span class=\"key {css}\"></span>{ConditionText.Name(row.Condition)}");
            html.Append($"<small>{ConditionText.Meaning(row.Condition)}</small></th>");
            html.Append($"<td>{Bar(row.Bleu / 100, Html.Number(row.Bleu, "0.0"), css, null)}</td>");
            html.Append($"<td>{Bar(row.Meteor / 100, Html.Number(row.Meteor, "0.0"), css, null)}</td>");
            html.Append($"<td>{Bar(row.Score.SenseAccuracy, Html.Percent(row.Score.SenseAccuracy), css, 0.5)}</td>");
            html.Append($"<td>{Bar(row.Score.ColourAccuracy, Html.Percent(row.Score.ColourAccuracy), css, 1.0 / result.World.Colours)}</td></tr>");
        }
        html.Append("</tbody></table></div><p class=\"note\">");
        var first = result.Rows[0].Score;
        html.Append($"{result.World.Test} test sentences: {first.Ambiguous} with a noun that is ambiguous for {Language(result)}, {first.HiddenColours} "
            + $"with a colour that only the picture shows. The marks across the bars are chance (1 in 2, 1 in {result.World.Colours}). ");
        if (result.Row(DemoCondition.TwinPicture) is { } twin)
            html.Append($"The sharpest test is the twin: change nothing but what the noun's drawing shows, and the translation follows the picture in "
                + $"{Html.Percent(twin.Score.SenseAccuracy)} of cases. ");
        return html.Append($"BLEU is computed on natural text, signature <code>{Html.Escape(result.BleuSignature)}</code>.</p></section>").ToString();
    }

    private static string Bar(double part, string value, string css, double? chance) =>
        $"<span class=\"value\">{value}</span><span class=\"track\"><span class=\"fill {css}\" "
            + $"style=\"width:{Html.Number(100 * Math.Clamp(part, 0, 1))}%\"></span>"
        + (chance is { } c ? $"<span class=\"chance\" style=\"left:{Html.Number(100 * c)}%\"></span>" : "") + "</span>";

    private static string Legend(DemoResult result) =>
        "<p class=\"legend\">" + string.Concat(result.Rows.Select(r => $"<span><span class=\"key "
            + $"{ConditionText.Class(r.Condition)}\"></span>{ConditionText.Name(r.Condition)}</span>")) + "</p>";

    private static string Steps(DemoResult result)
    {
        var html = new StringBuilder("<section><h2>How it was made</h2><p>Everything on this page was drawn, detected, learned and measured in one run");
        if (result.Minutes > 0) html.Append($" of {Html.Number(result.Minutes, "0.0")} minutes");
        html.Append($" from seed {result.World.Seed}. The detector learned from labelled drawings of its own and calls both kinds of bat “bat”: names "
            + "cannot tell the meanings apart, only the region vectors can.</p>");
        if (result.Phases.Count > 0)
        {
            html.Append("<ol class=\"steps\">");
            foreach (var phase in result.Phases)
            {
                string seconds = Html.Number(phase.Seconds, phase.Seconds < 10 ? "0.0" : "0");
                html.Append($"<li><b>{Html.Escape(phase.Name)}</b><span>{Html.Escape(phase.Detail)}</span><em>{seconds} s</em></li>");
            }

            html.Append("</ol>");
        }
        return html.Append("</section>").ToString();
    }
}
