using SkiaSharp;

namespace Optiglot.Vision;

/// <summary>A filled path as an entry of a font's table `glyf`: contours of lines and quadratic curves on a grid of whole units.</summary>
internal sealed class GlyphOutline
{
    // Flags of a point and of overlapping contours: OpenType specification, "glyf".
    private const byte OnCurve = 0x01, Overlap = 0x40;

    // A quarter circle by four quadratic curves is off by less than a unit at our sizes.
    private const int ConicSplits = 2;

    private readonly record struct Point(int X, int Y, bool On);

    private readonly List<List<Point>> _contours = [];

    /// <summary>Reads a path whose unit is the font's, x to the right and y up.</summary>
    public GlyphOutline(SKPath path)
    {
        using var iterator = path.CreateRawIterator();
        Span<SKPoint> points = stackalloc SKPoint[4];
        for (SKPathVerb verb; (verb = iterator.Next(points)) != SKPathVerb.Done;)
            switch (verb)
            {
                case SKPathVerb.Move: _contours.Add([At(points[0])]); break;
                case SKPathVerb.Line: Add(At(points[1])); break;
                case SKPathVerb.Quad: Curve(points[1], points[2]); break;
                case SKPathVerb.Conic:
                    var quads = SKPath.ConvertConicToQuads(points[0], points[1], points[2], iterator.ConicWeight(), ConicSplits);
                    for (int i = 1; i + 1 < quads.Length; i += 2) Curve(quads[i], quads[i + 1]);
                    break;
                case SKPathVerb.Cubic: throw new ArgumentException("a pen's outline has no cubic curves");
            }
        foreach (var contour in _contours)
            if (contour.Count > 1 && contour[^1] == contour[0]) contour.RemoveAt(contour.Count - 1);
        _contours.RemoveAll(contour => contour.Count < 3);
    }

    public int Contours => _contours.Count;

    public int Points => _contours.Sum(contour => contour.Count);

    /// <summary>Left, bottom, right, top of all points; zeros where there are none.</summary>
    public (int Left, int Bottom, int Right, int Top) Bounds
    {
        get
        {
            var all = _contours.SelectMany(contour => contour).DefaultIfEmpty().ToList();
            return (all.Min(point => point.X), all.Min(point => point.Y), all.Max(point => point.X), all.Max(point => point.Y));
        }
    }

    /// <summary>The entry; empty for a glyph without ink.</summary>
    public byte[] Encode()
    {
        if (Contours == 0) return [];
        var all = _contours.SelectMany(contour => contour).ToList();
        var (left, bottom, right, top) = Bounds;
        var table = new FontTable().Short(Contours, left, bottom, right, top);
        int end = -1;
        foreach (var contour in _contours) table.Short(end += contour.Count);
        byte[] flags = [.. all.Select(point => point.On ? OnCurve : (byte)0)];
        flags[0] |= Overlap;
        table.Short(0).Bytes(flags);
        for (int i = 0; i < all.Count; i++) table.Short(all[i].X - (i == 0 ? 0 : all[i - 1].X));
        for (int i = 0; i < all.Count; i++) table.Short(all[i].Y - (i == 0 ? 0 : all[i - 1].Y));
        return table.Pad().ToArray();
    }

    private static Point At(SKPoint point, bool on = true) => new((int)MathF.Round(point.X), (int)MathF.Round(point.Y), on);

    private void Curve(SKPoint control, SKPoint end)
    {
        Add(At(control, on: false));
        Add(At(end));
    }

    private void Add(Point point)
    {
        if (_contours[^1][^1] != point) _contours[^1].Add(point);
    }
}
