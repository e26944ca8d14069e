using System.Globalization;
using System.Text;

namespace Optiglot.DemoWorld;

/// <summary>Small helpers for writing markup by hand.</summary>
internal static class Html
{
    /// <summary>Text made safe for element content and quoted attributes.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;");

    /// <summary>A number with a point, whatever the machine's language.</summary>
    public static string Number(double value, string format = "0.##") => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>"97.4%"; 100 and 0 without decimals.</summary>
    public static string Percent(double part) => (part is 0 or 1 ? Number(100 * part, "0") : Number(100 * part, "0.0")) + "%";

    /// <summary>A PNG as an address that needs no file.</summary>
    public static string PngAddress(byte[] png) => "data:image/png;base64," + Convert.ToBase64String(png);

    /// <summary>The sentence with some words marked: each class of words has its CSS class.</summary>
    public static string Mark(string sentence, params IReadOnlyList<(IReadOnlyCollection<string> Words, string Class, string Meaning)> classes)
    {
        var html = new StringBuilder();
        int at = 0;
        foreach (var (start, length) in WordList.Spans(sentence))
        {
            html.Append(Escape(sentence[at..start]));
            string word = sentence.Substring(start, length);
            var hit = classes.FirstOrDefault(c => c.Words.Contains(word.ToLowerInvariant()));
            html.Append(hit.Class is null ? Escape(word) : $"<mark class=\"{hit.Class}\" title=\"{Escape(hit.Meaning)}\">{Escape(word)}</mark>");
            at = start + length;
        }
        return html.Append(Escape(sentence[at..])).ToString();
    }
}
