using System.Globalization;
using Optiglot.Vision;
using ScottPlot;
using ScottPlot.Plottables;

namespace Optiglot.Training;

/// <summary>Draws a <see cref="LearningCurve"/>: dev BLEU above, loss below, stages side by side on one axis of epochs.</summary>
internal static class LearningCurvePlot
{
    private const int Width = 1280, ScoreHeight = 480, LossHeight = 320;

    // Okabe and Ito's colours, told apart by colour-blind readers too.
    private static readonly Color[] colors = [Color.FromHex("#0072B2"), Color.FromHex("#D55E00"), Color.FromHex("#009E73"), Color.FromHex("#CC79A7")];
    private static readonly Color ink = Color.FromHex("#333333"), faint = Color.FromHex("#E4E4E4");

    /// <summary>The PNG.</summary>
    public static byte[] Draw(LearningCurve curve, string title)
    {
        PlotFontResolver.Install();
        IReadOnlyList<string> stages = curve.Stages;
        bool scored = stages.Any(stage => curve.Scores(stage).Count > 0), lost = stages.Any(stage => curve.Losses(stage).Count > 0);
        Multiplot plots = new();
        plots.AddPlots((scored ? 1 : 0) + (lost || !scored ? 1 : 0));
        IReadOnlyList<Plot> parts = plots.GetPlots();
        if (scored) Fill(parts[0], stages, curve.Scores, "BLEU on the dev set", marks: true);
        if (lost || !scored) Fill(parts[^1], stages, curve.Losses, "training loss (nats per token)", marks: false);
        parts[0].Title(title, size: 22);
        parts[^1].XLabel("epochs", size: 18);
        foreach (Plot plot in parts) Style(plot);
        foreach (Plot plot in parts) plot.Axes.SetLimitsX(0, Math.Max(1, Ends(curve, stages).LastOrDefault()));
        plots.Layout = new ScottPlot.MultiplotLayouts.Rows();
        int height = (scored ? ScoreHeight : 0) + (lost || !scored ? LossHeight : 0);
        return plots.Render(Width, height).GetImageBytes(ImageFormat.Png);

        void Fill(Plot plot, IReadOnlyList<string> names, Func<string, IReadOnlyList<CurvePoint>> points, string label, bool marks)
        {
            plot.YLabel(label, size: 18);
            double start = 0;
            double[] ends = Ends(curve, names);
            for (int i = 0; i < names.Count; i++)
            {
                AddStage(plot, names[i], points(names[i]), start, colors[i % colors.Length], marks);
                if (i > 0) MarkChange(plot, start);
                start = ends[i];
            }
            plot.Axes.AutoScale();
        }
    }

    // Where each stage ends on the common axis: its own last epoch after all stages before it.
    private static double[] Ends(LearningCurve curve, IReadOnlyList<string> stages)
    {
        double end = 0;
        return [.. stages.Select(stage => end += curve.Scores(stage).Concat(curve.Losses(stage)).Max(point => point.Epoch))];
    }

    private static void AddStage(Plot plot, string name, IReadOnlyList<CurvePoint> points, double start, Color color, bool marks)
    {
        if (points.Count == 0) return;
        Scatter line = plot.Add.Scatter(points.Select(point => start + point.Epoch).ToArray(), points.Select(point => point.Value).ToArray(), color);
        line.LineWidth = 2.5f;
        line.MarkerSize = marks ? 7 : points.Count == 1 ? 7 : 0;
        line.LegendText = name;
        if (!marks) return;
        CurvePoint best = points.MaxBy(point => point.Value);
        Marker star = plot.Add.Marker(start + best.Epoch, best.Value, MarkerShape.OpenCircle, 15, color);
        star.LineWidth = 2.5f;
        ScottPlot.Plottables.Text text = plot.Add.Text(best.Value.ToString("0.0", CultureInfo.InvariantCulture), start + best.Epoch, best.Value);
        text.LabelFontColor = color;
        text.LabelFontSize = 16;
        text.LabelBold = true;
        text.LabelAlignment = Alignment.LowerCenter;
        text.OffsetY = -10;
    }

    private static void MarkChange(Plot plot, double at)
    {
        VerticalLine line = plot.Add.VerticalLine(at, 1.5f, ink, LinePattern.Dashed);
        line.EnableAutoscale = false;
    }

    private static void Style(Plot plot)
    {
        plot.Font.Set(PaintFont.Family);
        plot.Grid.MajorLineColor = faint;
        plot.Axes.Color(ink);
        plot.Axes.Right.IsVisible = plot.Axes.Top.IsVisible = false;
        plot.Axes.Margins(left: 0, right: 0.02, bottom: 0.05, top: 0.15);
        foreach (IAxis axis in new IAxis[] { plot.Axes.Left, plot.Axes.Bottom }) axis.TickLabelStyle.FontSize = 15;
        plot.Axes.Left.MinimumSize = 90;
        plot.ShowLegend(Alignment.LowerRight);
        plot.Legend.FontSize = 16;
        plot.Legend.OutlineColor = faint;
        plot.Legend.ShadowColor = Colors.Transparent;
    }
}
