using System.Text;

namespace Optiglot.DemoWorld;

/// <summary>The report's style sheet: a resource of this assembly, and the rules that show the attention of the chosen word.</summary>
internal static class ReportStyle
{
    public static string Sheet()
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("Optiglot.DemoWorld.report.css")
            ?? throw new InvalidOperationException("the report's style sheet is not in the assembly");
        var css = new StringBuilder(new StreamReader(stream).ReadToEnd());
        for (int word = 1; word <= ExampleCard.MostWords; word++)
        {
            css.Append($".pick:nth-of-type({word}):checked~.stage .look:nth-of-type({word}){{display:inline}}");
            css.Append($".pick:nth-of-type({word}):checked~.text .words label:nth-of-type({word}){{background:var(--look);color:var(--on-look)}}");
            css.Append($".pick:nth-of-type({word}):focus-visible~.text .words label:nth-of-type({word}){{outline:3px solid var(--look);outline-offset:2px}}");
        }
        return css.ToString();
    }
}
