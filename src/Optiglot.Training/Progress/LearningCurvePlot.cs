using System.Globalization;
using Optiglot.Vision;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Optiglot.Training;

/// <summary>Draws a <see cref="LearningCurve"/>: dev BLEU above, loss below, stages side by side on one axis of epochs.</summary>
internal static class LearningCurvePlot
{
    private const int Width = 1280, ScoreHeight = 480, LossHeight = 320;

    // More points than this are drawn as a line alone.
    private const int MostMarked = 60;

    // Okabe and Ito's colours, told apart by colour-blind readers too.
    private static readonly Color[] colors = [Color.FromHex("#0072B2"), Color.FromHex("#D55E00"), Color.FromHex("#009E73"), Color.FromHex("#CC79A7")];
    private static readonly Color ink = Color.FromHex("#333333"), faint = Color.FromHex("#E4E4E4");

    /// <summary>The PNG.</summary>
    public static byte[] Draw(LearningCurve curve, string title, string font = PaintFont.Family)
    {
        PlotFontResolver.Install();
        // Losses of pre-training are of another kind: they are drawn only where nothing else is.
        IReadOnlyList<string> translating = [.. curve.Stages.Where(stage => curve.Scores(stage).Count > 0)];
        IReadOnlyList<string> stages = translating.Count > 0 ? translating : curve.Stages;
        bool scored = translating.Count > 0, lost = stages.Any(stage => curve.Losses(stage).Count > 0);
        Multiplot plots = new();
        plots.AddPlots((scored ? 1 : 0) + (lost || !scored ? 1 : 0));
        IReadOnlyList<Plot> parts = plots.GetPlots();
        if (scored) Fill(parts[0], curve.Scores, "BLEU on the dev set");
        if (lost || !scored) Fill(parts[^1], curve.Losses, "training loss (nats per token)");
        parts[0].Title(title, size: 22);
        parts[^1].XLabel("epochs", size: 18);
        foreach (Plot plot in parts) Style(plot, font);
        parts[0].Layout.Fixed(new PixelPadding(left: 90, right: 40, bottom: 40, top: 60));
        parts[^1].Layout.Fixed(new PixelPadding(left: 90, right: 40, bottom: 70, top: parts.Count == 1 ? 60 : 25));
        parts[0].ShowLegend(scored ? Alignment.LowerRight : Alignment.UpperRight);
        foreach (Plot plot in parts) plot.Axes.SetLimitsX(0, 1.01 * Math.Max(1, Ends(curve, stages).LastOrDefault()));
        plots.Layout = new ScottPlot.MultiplotLayouts.Rows();
        int height = (scored ? ScoreHeight : 0) + (lost || !scored ? LossHeight : 0);
        return plots.Render(Width, height).GetImageBytes(ImageFormat.Png);

        void Fill(Plot plot, Func<string, IReadOnlyList<CurvePoint>> points, string label)
        {
            bool first = plot == parts[0];
            double lowest = stages.SelectMany(points).Select(point => point.Value).DefaultIfEmpty(0).Min();
            double[] ends = Ends(curve, stages);
            plot.YLabel(label, size: 18);
            for (int i = 0; i < stages.Count; i++)
            {
                double start = i == 0 ? 0 : ends[i - 1];
                Color color = colors[i % colors.Length];
                AddLine(plot, points(stages[i]), start, color, first ? stages[i] : "");
                if (first && scored) AddBest(plot, points(stages[i]), start, color);
                if (i > 0) AddChange(plot, start, first ? $"{stages[i]} begins" : "", lowest);
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

    private static void AddLine(Plot plot, IReadOnlyList<CurvePoint> points, double start, Color color, string legend)
    {
        if (points.Count == 0) return;
        Scatter line = plot.Add.Scatter(points.Select(point => start + point.Epoch).ToArray(), points.Select(point => point.Value).ToArray(), color);
        line.LineWidth = 2.5f;
        line.MarkerSize = points.Count <= MostMarked ? 7 : 0;
        line.LegendText = legend;
    }

    private static void AddBest(Plot plot, IReadOnlyList<CurvePoint> points, double start, Color color)
    {
        if (points.Count == 0) return;
        CurvePoint best = points.MaxBy(point => point.Value);
        Marker ring = plot.Add.Marker(start + best.Epoch, best.Value, MarkerShape.OpenCircle, 15, color);
        ring.LineWidth = 2.5f;
        ScottPlot.Plottables.Text text = plot.Add.Text(best.Value.ToString("0.0", CultureInfo.InvariantCulture), start + best.Epoch, best.Value);
        text.LabelFontColor = color;
        text.LabelFontSize = 16;
        text.LabelBold = true;
        text.LabelAlignment = Alignment.LowerCenter;
        text.OffsetY = -10;
    }

    private static void AddChange(Plot plot, double at, string words, double height)
    {
        VerticalLine line = plot.Add.VerticalLine(at, 1.5f, ink, LinePattern.Dashed);
        line.EnableAutoscale = false;
        ScottPlot.Plottables.Text text = plot.Add.Text(words, at, height);
        text.LabelFontColor = ink;
        text.LabelFontSize = 15;
        text.LabelAlignment = Alignment.LowerLeft;
        text.OffsetX = 8;
    }

    private static void Style(Plot plot, string font)
    {
        plot.Font.Set(font);
        foreach (ScottPlot.Plottables.Text text in plot.GetPlottables<ScottPlot.Plottables.Text>()) text.LabelFontName = font;
        plot.Grid.MajorLineColor = faint;
        plot.Axes.Color(ink);
        plot.Axes.Right.IsVisible = plot.Axes.Top.IsVisible = false;
        plot.Axes.Margins(left: 0, right: 0.02, bottom: 0.05, top: 0.15);
        foreach (IAxis axis in new IAxis[] { plot.Axes.Left, plot.Axes.Bottom })
        {
            axis.TickLabelStyle.FontSize = 15;
            axis.MinorTickStyle.Length = 0;
        }
        plot.Axes.Left.TickGenerator = new NumericAutomatic { MinimumTickSpacing = 40 };
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { MinimumTickSpacing = 60, IntegerTicksOnly = true };
        plot.Legend.FontSize = 16;
        plot.Legend.OutlineColor = faint;
        plot.Legend.ShadowColor = Colors.Transparent;
    }
}
