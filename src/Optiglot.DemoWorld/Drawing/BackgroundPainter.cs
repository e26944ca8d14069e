using SkiaSharp;

namespace Optiglot.DemoWorld;

/// <summary>Paints the places: pale, soft and without outlines, so that the things stand out.</summary>
internal sealed class BackgroundPainter(SKCanvas canvas, float side, WorldRandom random)
{
    private readonly SKPaint paint = new() { IsAntialias = true };

    public static void Paint(SKCanvas canvas, Place place, int side, ulong seed)
    {
        var painter = new BackgroundPainter(canvas, side, new(seed, place.Name));
        using (painter.paint) painter.Paint(place.Name);
    }

    private void Paint(string place)
    {
        float horizon = random.Between(0.42f, 0.58f);
        switch (place)
        {
            case "beach":
                Sky(0xCFE8F7, 0xEAF6FB);
                Sun(0xFFF0B8);
                Band(horizon, horizon + 0.16f, 0x9FD3E6);
                Waves(horizon, 0xC4E6F0);
                Hill(horizon + 0.17f, 0.03f, 0xF4E4BC);
                Dots(horizon + 0.25f, 1, 30, 0.006f, 0xE6D2A2);
                break;
            case "park":
                Sky(0xD6ECF8, 0xF0F8F4);
                Clouds(2);
                Hill(horizon, 0.06f, 0xBFE0B0);
                Hill(horizon + 0.1f, 0.05f, 0xACD69A);
                Trail(horizon + 0.1f, 0xEBDDBD);
                break;
            case "street":
                Sky(0xE3E8F0, 0xF3F3F1);
                Houses(horizon);
                Band(horizon, horizon + 0.08f, 0xD9D5CE);
                Band(horizon + 0.08f, 1, 0xBFC1C7);
                for (int i = 0; i < 5; i++) Block(i * 0.24f - 0.05f, horizon + 0.26f, 0.13f, 0.025f, 0xF2F0E4);
                break;
            case "kitchen":
                Sky(0xF7EBDD, 0xF7EBDD);
                Tiles(horizon);
                Band(horizon, horizon + 0.05f, 0xD9B48F);
                Band(horizon + 0.05f, 1, 0xEBD3B6);
                for (int i = 0; i < 3; i++) Block(0.06f + i * 0.32f, horizon + 0.12f, 0.25f, 1, 0xE0C29E);
                break;
            case "snow":
                Sky(0xC9DAEC, 0xE4EDF5);
                Hill(horizon, 0.07f, 0xDCE8F2);
                Hill(horizon + 0.12f, 0.05f, 0xF1F6FA);
                Dots(0, 1, 60, 0.011f, 0xFFFFFF);
                break;
            case "desert":
                Sky(0xFBE3C4, 0xFCF1DE);
                Sun(0xFFD9A0);
                Hill(horizon, 0.09f, 0xF0CF9C);
                Hill(horizon + 0.16f, 0.06f, 0xE9BF85);
                break;
            case "forest":
                Sky(0xDDEBDD, 0xEDF3E4);
                Firs(horizon, 0xB4D0B6);
                Firs(horizon + 0.09f, 0xA0C3A2);
                Hill(horizon + 0.1f, 0.03f, 0xC3D3A4);
                break;
            default:
                Sky(0xD2E9F6, 0xEEF7EA);
                Clouds(1);
                Hill(horizon, 0.04f, 0xC6E59E);
                foreach (uint petal in new uint[] { 0xF7C6D4, 0xFFF3B0, 0xE5D0F2 }) Dots(horizon + 0.08f, 1, 14, 0.013f, petal);
                break;
        }
    }

    private void Sky(uint top, uint bottom)
    {
        using var shader = SKShader.CreateLinearGradient(new(0, 0), new(0, side * 0.6f), [Solid(top), Solid(bottom)], SKShaderTileMode.Clamp);
        paint.Shader = shader;
        canvas.DrawRect(0, 0, side, side, paint);
        paint.Shader = null;
    }

    private void Sun(uint colour) => Disc(random.Between(0.1f, 0.9f), random.Between(0.08f, 0.25f), random.Between(0.06f, 0.1f), colour);

    private void Band(float top, float bottom, uint colour) => Block(0, top, 1, bottom - top, colour);

    private void Block(float x, float y, float w, float h, uint colour)
    {
        paint.Color = Solid(colour);
        canvas.DrawRect(x * side, y * side, w * side, h * side, paint);
    }

    private void Disc(float x, float y, float r, uint colour)
    {
        paint.Color = Solid(colour);
        canvas.DrawCircle(x * side, y * side, r * side, paint);
    }

    private void Dots(float top, float bottom, int count, float radius, uint colour)
    {
        for (int i = 0; i < count; i++) Disc(random.Between(0, 1), random.Between(top, bottom), radius * random.Between(0.6f, 1.2f), colour);
    }

    private void Hill(float top, float height, uint colour)
    {
        float phase = random.Between(0, 6.28f), waves = random.Between(3, 8);
        using var path = new SKPath();
        path.MoveTo(0, side);
        for (int i = 0; i <= 32; i++) path.LineTo(side * i / 32f, side * (top + height * 0.5f * MathF.Sin(phase + waves * i / 32f)));
        path.LineTo(side, side);
        path.Close();
        paint.Color = Solid(colour);
        canvas.DrawPath(path, paint);
    }

    private void Waves(float horizon, uint colour)
    {
        for (int i = 0; i < 9; i++) Block(random.Between(-0.05f, 0.95f), horizon + random.Between(0.02f, 0.13f), random.Between(0.08f, 0.2f), 0.012f, colour);
    }

    private void Clouds(int count)
    {
        for (int i = 0; i < count; i++)
        {
            float x = random.Between(0.1f, 0.9f), y = random.Between(0.08f, 0.3f), r = random.Between(0.04f, 0.07f);
            for (int puff = -1; puff <= 1; puff++) Disc(x + puff * r * 1.1f, y + Math.Abs(puff) * r * 0.35f, r * (puff == 0 ? 1 : 0.75f), 0xFBFDFE);
        }
    }

    private void Trail(float top, uint colour)
    {
        float x = random.Between(0.3f, 0.7f);
        using var path = new SKPath();
        path.MoveTo(x * side, (top - 0.01f) * side);
        path.CubicTo((x + 0.2f) * side, (top + 0.12f) * side, (x - 0.3f) * side, 0.8f * side, (x - 0.1f) * side, side);
        path.LineTo((x + 0.22f) * side, side);
        path.CubicTo((x - 0.05f) * side, 0.8f * side, (x + 0.34f) * side, (top + 0.12f) * side, (x + 0.035f) * side, (top - 0.01f) * side);
        path.Close();
        paint.Color = Solid(colour);
        canvas.DrawPath(path, paint);
    }

    private void Houses(float horizon)
    {
        uint[] walls = [0xD7DCE6, 0xE6DCD6, 0xDDE3DA];
        for (float x = -0.05f; x < 1; x += 0.21f)
        {
            float top = horizon - random.Between(0.16f, 0.4f);
            Block(x, top, 0.2f, horizon - top, random.Pick(walls));
            for (float y = top + 0.04f; y < horizon - 0.06f; y += 0.09f)
                for (int column = 0; column < 2; column++) Block(x + 0.035f + column * 0.085f, y, 0.045f, 0.05f, 0xF6F3E8);
        }
    }

    private void Tiles(float bottom)
    {
        for (float y = bottom - 0.1f; y > -0.1f; y -= 0.1f) Block(0, y, 1, 0.008f, 0xEBDCC9);
        for (float x = 0.05f; x < 1; x += 0.1f) Block(x, 0, 0.008f, bottom, 0xEBDCC9);
    }

    private void Firs(float foot, uint colour)
    {
        paint.Color = Solid(colour);
        for (float x = -0.05f; x < 1.1f; x += random.Between(0.1f, 0.17f))
        {
            float height = random.Between(0.28f, 0.45f), half = random.Between(0.06f, 0.09f);
            using var path = new SKPath();
            path.MoveTo(x * side, (foot - height) * side);
            path.LineTo((x + half) * side, (foot + 0.02f) * side);
            path.LineTo((x - half) * side, (foot + 0.02f) * side);
            path.Close();
            canvas.DrawPath(path, paint);
        }
    }

    private static SKColor Solid(uint rgb) => new(0xFF000000 | rgb);
}
