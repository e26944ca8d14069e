using Optiglot.Vision;

namespace Optiglot.DemoWorld;

/// <summary>
/// Cuts a picture into things: the background model is "pale and without outlines", so whatever cannot be reached from the border
/// without crossing a dark line is inside a thing. Small gaps in lines are closed first; what then hangs together is one thing.
/// </summary>
internal static class InkSegmenter
{
    /// <summary>Luminance (0..255) below which a pixel is outline.</summary>
    public const float Dark = 56;

    /// <summary>Smallest thing, as a part of the picture's area.</summary>
    private const double Smallest = 0.002;

    /// <summary>The things of a picture, in reading order of their first pixel.</summary>
    public static IReadOnlyList<Blob> Segment(DecodedImage image)
    {
        int width = image.Width, height = image.Height, reach = Math.Max(1, Math.Min(width, height) / 128);
        var ink = new bool[width * height];
        for (int i = 0; i < ink.Length; i++)
            ink[i] = 0.299f * image.Rgb[3 * i] + 0.587f * image.Rgb[3 * i + 1] + 0.114f * image.Rgb[3 * i + 2] < Dark;
        var walls = Grow(ink, width, height, reach);
        var inside = Inside(walls, width, height);
        var outside = Array.ConvertAll(inside, x => !x);
        var silhouettes = Array.ConvertAll(Grow(outside, width, height, reach), x => !x);
        return Components(inside, silhouettes, ink, width, height);
    }

    /// <summary>Dilation by a square of `2 reach + 1` pixels, rows then columns.</summary>
    private static bool[] Grow(bool[] mask, int width, int height, int reach)
    {
        var rows = new bool[mask.Length];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                if (mask[y * width + x])
                    rows.AsSpan(y * width + Math.Max(0, x - reach), Math.Min(width - 1, x + reach) - Math.Max(0, x - reach) + 1).Fill(true);
        var grown = new bool[mask.Length];
        for (int y = 0; y < height; y++)
            for (int near = Math.Max(0, y - reach); near <= Math.Min(height - 1, y + reach); near++)
                for (int x = 0; x < width; x++) grown[y * width + x] |= rows[near * width + x];
        return grown;
    }

    /// <summary>All that a flood from the border does not reach.</summary>
    private static bool[] Inside(bool[] walls, int width, int height)
    {
        var inside = new bool[walls.Length];
        inside.AsSpan().Fill(true);
        var open = new Stack<int>();
        void Visit(int i)
        {
            if (walls[i] || !inside[i]) return;
            inside[i] = false;
            open.Push(i);
        }
        for (int x = 0; x < width; x++) { Visit(x); Visit((height - 1) * width + x); }
        for (int y = 0; y < height; y++) { Visit(y * width); Visit(y * width + width - 1); }
        while (open.TryPop(out int i))
        {
            int x = i % width;
            if (x > 0) Visit(i - 1);
            if (x < width - 1) Visit(i + 1);
            if (i >= width) Visit(i - width);
            if (i < walls.Length - width) Visit(i + width);
        }
        return inside;
    }

    private static List<Blob> Components(bool[] inside, bool[] silhouettes, bool[] ink, int width, int height)
    {
        var blobs = new List<Blob>();
        var open = new Stack<int>();
        var left = (bool[])inside.Clone();
        var members = new List<int>();
        for (int start = 0; start < left.Length; start++)
        {
            if (!left[start]) continue;
            members.Clear();
            left[start] = false;
            open.Push(start);
            while (open.TryPop(out int i))
            {
                if (silhouettes[i]) members.Add(i);
                int x = i % width;
                foreach (int next in (ReadOnlySpan<int>)[x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width < left.Length ? i + width : -1])
                {
                    if (next < 0 || !left[next]) continue;
                    left[next] = false;
                    open.Push(next);
                }
            }
            if (members.Count >= Smallest * width * height) blobs.Add(Cut(members, ink, width));
        }
        return blobs;
    }

    private static Blob Cut(List<int> members, bool[] ink, int width)
    {
        int left = members.Min(i => i % width), right = members.Max(i => i % width), top = members.Min() / width, bottom = members.Max() / width;
        int w = right - left + 1, h = bottom - top + 1;
        bool[] mask = new bool[w * h], lines = new bool[w * h];
        foreach (int i in members)
        {
            int place = (i / width - top) * w + i % width - left;
            mask[place] = true;
            lines[place] = ink[i];
        }
        return new(left, top, w, h, mask, lines);
    }
}
