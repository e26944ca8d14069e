using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Optiglot.Studies.Tables;

/// <summary>Cases for people: Markdown without photos, which are not ours to give away, and a page with them for whoever has them.</summary>
/// <param name="table">The table.</param>
/// <param name="first">Name of the first system.</param>
/// <param name="second">Name of the second.</param>
public sealed class StudyCasePage(StudyTable table, string first, string second)
{
    // Letters of all languages stay as they are.
    private static readonly HtmlEncoder Markup = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Style = """
        :root{--paper:#faf7f1;--card:#fff;--ink:#23222a;--soft:#6a6772;--rule:#e5dfd3}
        @media(prefers-color-scheme:dark){:root{--paper:#17171c;--card:#212128;--ink:#ecebf0;--soft:#a5a3b0;--rule:#34343e}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,sans-serif}main{max-width:1040px;margin:auto;padding:40px 20px}
        article{background:var(--card);border:1px solid var(--rule);border-radius:16px;padding:20px;margin:20px 0}article>img{max-width:100%;height:auto;border-radius:10px}
        dt{color:var(--soft);font-size:14px;margin-top:10px}dd{margin:0}details img{max-width:100%}summary{cursor:pointer;margin-top:12px}
        """;

    /// <summary>The page with photos.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="photo">A PNG of a case's photo; null: not at hand.</param>
    /// <param name="attention">A PNG of where the second system looked; null: it saw no photo.</param>
    public string Html(IReadOnlyList<StudyCase> cases, Func<StudyCase, byte[]?> photo, Func<StudyCase, byte[]?> attention)
    {
        string title = Markup.Encode($"{table.Name}: {table.Title}");
        StringBuilder page = new(
            $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
                + $"content=\"width=device-width\"><title>{title}</title><style>{Style}</style><main><h1>{title}</h1>");
        foreach (StudyCase each in cases)
        {
            page.Append(CultureInfo.InvariantCulture, $"<article><h2>{each.Set}, line {each.Line}: {each.SecondScore - each.FirstScore:+0.0;-0.0} chrF</h2>");
            if (photo(each) is { } png) page.Append($"<img src=\"data:image/png;base64,{Convert.ToBase64String(png)}\" alt=\"the photo\">");
            page.Append("<dl>");
            foreach ((string name, string text) in Lines(each)) page.Append($"<dt>{Markup.Encode(name)}</dt><dd>{Markup.Encode(text)}</dd>");
            page.Append("</dl>");
            if (attention(each) is { } sheet)
            {
                page.Append("<details><summary>where it looked, word by word</summary>");
                string looked = Convert.ToBase64String(sheet);
                page.Append($"<img src=\"data:image/png;base64,{looked}\" alt=\"a picture for each word of the translation\"></details>");
            }

            page.Append("</article>");
        }

        return page.Append("</main></html>\n").ToString();
    }

    /// <summary>The same in Markdown.</summary>
    /// <param name="cases">The cases; null: nothing has been run.</param>
    /// <param name="comment">A paragraph by a person; null: none yet.</param>
    public string Markdown(IReadOnlyList<StudyCase>? cases, string? comment)
    {
        StringBuilder page = new(StudyMarkdown.Heading(table.Name, table.Title));
        if (cases is not { Count: > 0 }) return page.Append(cases is null ? "\nNot run yet.\n" : "\nThe two translate every sentence equally well.\n")
            .ToString();
        foreach (StudyCase each in cases)
        {
            page.Append(CultureInfo.InvariantCulture,
                $"\n**{each.Set}, line {each.Line}** ({each.SecondScore - each.FirstScore:+0.0;-0.0} chrF; {(each.Seen ? "photo" : "photo not at hand:")} "
                + $"{each.Picture ?? "none"})\n\n");
            foreach ((string name, string text) in Lines(each)) page.Append(CultureInfo.InvariantCulture, $"* {name}: {text}\n");
        }

        if (comment is not null) page.Append('\n').Append(comment.Trim()).Append('\n');
        return page.ToString();
    }

    private IEnumerable<(string Name, string Text)> Lines(StudyCase each)
    {
        yield return ("source", each.Source);
        if (each.Tags.Count > 0) yield return ("tags", string.Join(", ", each.Tags));
        yield return ("reference", each.Reference);
        yield return (string.Create(CultureInfo.InvariantCulture, $"{first} (chrF {each.FirstScore:0.0})"), each.First);
        yield return (string.Create(CultureInfo.InvariantCulture, $"{second} (chrF {each.SecondScore:0.0})"), each.Second);
    }
}
