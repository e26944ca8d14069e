using Optiglot.Vision;
using ScottPlot;
using SkiaSharp;

namespace Optiglot.Training;

/// <summary>Gives ScottPlot the font we found, since its own search asks a font service that is not there.</summary>
internal sealed class PlotFontResolver : IFontResolver
{
    private static readonly Lazy<bool> installed = new(() =>
    {
        Fonts.FontResolvers.Insert(0, new PlotFontResolver());
        return true;
    });

    /// <summary>Makes the font known to ScottPlot, once in a process.</summary>
    public static void Install() => _ = installed.Value;

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.SemiBold, slant != FontSlant.Upright);

    // A new one each time: ScottPlot owns, and disposes, what it is given.
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => PaintFont.Open(fontName, bold);
}
