using System.Text;

namespace Optiglot.DemoWorld;

/// <summary>Learning curves as an SVG chart.</summary>
internal static class CurveChart
{
    private const double Width = 720, Height = 300, Left = 44, Right = 150, Top = 14, Bottom = 40;

    public static string Build(IReadOnlyList<DemoCurve> curves)
    {
        var drawn = curves.Where(c => c.Points.Count > 0).ToList();
        if (drawn.Count == 0) return "";
        double epochs = Math.Max(1, drawn.Max(c => c.Points.Max(p => p.Epoch)));
        double X(double epoch) => Left + (Width - Left - Right) * epoch / epochs;
        double Y(double bleu) => Top + (Height - Top - Bottom) * (1 - bleu / 100);
        var svg = new StringBuilder(
            $"<div class=\"scroll\"><svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Development BLEU by epoch\">");
        for (int bleu = 0; bleu <= 100; bleu += 20)
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{F(Y(bleu))}\" y2=\"{F(Y(bleu))}\"/><text class=\"tick\" "
                + $"x=\"{Left - 8}\" y=\"{F(Y(bleu) + 4)}\" text-anchor=\"end\">{bleu}</text>");
        double step = Step(epochs);
        for (double epoch = 0; epoch <= epochs + 1e-9; epoch += step)
            svg.Append($"<text class=\"tick\" x=\"{F(X(epoch))}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Html.Number(epoch)}</text>");
        svg.Append($"<text class=\"tick\" x=\"{F((Left + Width - Right) / 2)}\" y=\"{Height - 4}\" text-anchor=\"middle\">epochs of translation "
            + "training</text>");
        var labels = Labels(drawn, Y);
        foreach (var (curve, labelY) in drawn.Zip(labels))
        {
            string css = ConditionText.Class(curve.Condition);
            string points = string.Join(' ', curve.Points.Select(p => $"{F(X(p.Epoch))},{F(Y(p.Bleu))}"));
            svg.Append($"<polyline class=\"line {css}\" points=\"{points}\"/>");
            var (epoch, bleu) = curve.Points[^1];
            svg.Append($"<circle class=\"end {css}\" cx=\"{F(X(epoch))}\" cy=\"{F(Y(bleu))}\" r=\"4\"/>");
            svg.Append($"<text class=\"label {css}\" x=\"{F(Width - Right + 12)}\" y=\"{F(labelY + 4)}\">{Html.Escape(curve.Name)} "
                + $"{Html.Number(bleu, "0.0")}</text>");
        }
        return svg.Append("</svg></div>").ToString();
    }

    /// <summary>Label heights at the ends of the lines, pushed apart so that they do not overlap.</summary>
    private static double[] Labels(List<DemoCurve> curves, Func<double, double> y)
    {
        var heights = curves.Select(c => y(c.Points[^1].Bleu)).ToArray();
        int[] order = [.. Enumerable.Range(0, heights.Length).OrderBy(i => heights[i])];
        for (int i = 1; i < order.Length; i++) heights[order[i]] = Math.Max(heights[order[i]], heights[order[i - 1]] + 17);
        return heights;
    }

    private static double Step(double epochs) => new double[] { 1, 2, 5, 10, 20, 50, 100 }.First(s => epochs / s <= 10 || s == 100);

    private static string F(double value) => Html.Number(value, "0.#");
}
