using System.Collections.Concurrent;
using SkiaSharp;

namespace Optiglot.DemoWorld;

/// <summary>Draws one object: turned, slanted and stretched by its jitter, then fitted exactly into its box.</summary>
internal static class ObjectPainter
{
    /// <summary>Colour of every outline. Nothing else in a scene is as dark.</summary>
    public static readonly SKColor Ink = new(22, 20, 28);

    private static readonly SKColor Paper = new(252, 248, 238);
    private static readonly ConcurrentDictionary<string, SKPath> Parsed = new();

    public static void Paint(SKCanvas canvas, PlacedObject thing, int side)
    {
        var drawing = DrawingBook.Of(thing);
        float stroke = side * 0.0165f;
        using var shape = new SKPath();
        foreach (var layer in drawing.Layers) shape.AddPath(Parse(layer.Path));
        var turn = Turn(thing, drawing);
        using var turned = new SKPath(shape);
        turned.Transform(turn);
        var bounds = turned.TightBounds;
        float scale = (thing.Size * side - stroke * 1.4f) / Math.Max(bounds.Width, bounds.Height);
        var fit = SKMatrix.CreateTranslation(thing.X * side, thing.Y * side)
            .PreConcat(SKMatrix.CreateScale(scale, scale))
            .PreConcat(SKMatrix.CreateTranslation(-bounds.MidX, -bounds.MidY))
            .PreConcat(turn);
        using var paint = new SKPaint { IsAntialias = true, StrokeJoin = SKStrokeJoin.Round, StrokeCap = SKStrokeCap.Round };
        foreach (var layer in drawing.Layers)
        {
            using var path = new SKPath(Parse(layer.Path)) { FillType = SKPathFillType.EvenOdd };
            path.Transform(fit);
            if (layer.Tone != Tone.None)
            {
                paint.Style = SKPaintStyle.Fill;
                paint.Color = Paint(layer.Tone, thing);
                canvas.DrawPath(path, paint);
            }
            if (layer.Line <= 0) continue;
            paint.Style = SKPaintStyle.Stroke;
            paint.StrokeWidth = Math.Max(1.4f, stroke * layer.Line);
            paint.Color = Ink;
            canvas.DrawPath(path, paint);
        }
    }

    private static SKPath Parse(string data) => Parsed.GetOrAdd(data, SKPath.ParseSvgPathData);

    private static SKMatrix Turn(PlacedObject thing, Drawing drawing)
    {
        float flip = thing.Mirrored && drawing.MayMirror ? -1 : 1;
        return SKMatrix.CreateRotationDegrees(thing.Angle)
            .PreConcat(SKMatrix.CreateSkew(thing.Shear, 0))
            .PreConcat(SKMatrix.CreateScale(flip * thing.Stretch, 1));
    }

    private static SKColor Paint(Tone tone, PlacedObject thing)
    {
        var main = Shaded(new(thing.Colour.Red, thing.Colour.Green, thing.Colour.Blue), thing.Shade * 0.09f);
        return tone switch
        {
            Tone.Main => main,
            Tone.Light => Shaded(main, 0.32f),
            Tone.Dark => Shaded(main, -0.24f),
            Tone.Paper => Paper,
            _ => Ink,
        };
    }

    /// <summary>Mixes with white (positive) or black (negative).</summary>
    private static SKColor Shaded(SKColor colour, float amount)
    {
        byte Mix(byte part) => (byte)Math.Clamp(MathF.Round(amount >= 0 ? part + (255 - part) * amount : part * (1 + amount)), 0, 255);
        return new(Mix(colour.Red), Mix(colour.Green), Mix(colour.Blue));
    }
}
