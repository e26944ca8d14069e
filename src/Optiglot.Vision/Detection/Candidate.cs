namespace Optiglot.Vision;

/// <summary>A box that a detector proposes: corners in pixels of the network's input.</summary>
internal readonly record struct Candidate(float Score, int ClassId, float X1, float Y1, float X2, float Y2)
{
    public float Area => (X2 - X1) * (Y2 - Y1);

    /// <summary>Intersection over union, 0..1.</summary>
    public float Overlap(in Candidate other)
    {
        float width = Math.Min(X2, other.X2) - Math.Max(X1, other.X1), height = Math.Min(Y2, other.Y2) - Math.Max(Y1, other.Y1);
        if (width <= 0 || height <= 0) return 0;
        float shared = width * height;
        return shared / (Area + other.Area - shared);
    }
}
