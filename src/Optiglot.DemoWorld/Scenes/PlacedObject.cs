namespace Optiglot.DemoWorld;

/// <summary>One object where and how it is drawn. Lengths are parts of the picture's side.</summary>
/// <param name="Sense">What is drawn.</param>
/// <param name="Colour">Its paint.</param>
/// <param name="X">Centre of its box from the left, 0..1.</param>
/// <param name="Y">Centre of its box from the top, 0..1.</param>
/// <param name="Size">Longer side of its box, outline included.</param>
public sealed record PlacedObject(Sense Sense, Colour Colour, float X, float Y, float Size)
{
    /// <summary>Turn in degrees.</summary>
    public float Angle { get; init; }

    /// <summary>Width over height, relative to the pattern.</summary>
    public float Stretch { get; init; } = 1;

    /// <summary>Slant.</summary>
    public float Shear { get; init; }

    /// <summary>Left and right exchanged (where the thing allows).</summary>
    public bool Mirrored { get; init; }

    /// <summary>Which of the thing's drawings; taken modulo their number.</summary>
    public int Variant { get; init; }

    /// <summary>Lightness of the paint: -1 darkest, 1 lightest.</summary>
    public float Shade { get; init; }

    /// <summary>Draws the jitter of the hand from a stream.</summary>
    public PlacedObject Jittered(WorldRandom random) => this with
    {
        Angle = random.Between(-14, 14),
        Stretch = random.Between(0.88f, 1.14f),
        Shear = random.Between(-0.1f, 0.1f),
        Mirrored = random.Chance(0.5),
        Variant = random.Below(12),
        Shade = random.Between(-1, 1),
    };
}
