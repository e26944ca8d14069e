namespace Optiglot.DemoWorld;

/// <summary>Which paint a part of a drawing gets.</summary>
internal enum Tone
{
    /// <summary>No paint: a line only.</summary>
    None,

    /// <summary>The object's colour.</summary>
    Main,

    /// <summary>The colour, lighter.</summary>
    Light,

    /// <summary>The colour, darker.</summary>
    Dark,

    /// <summary>Cream white, whatever the colour.</summary>
    Paper,

    /// <summary>The colour of the outline.</summary>
    Ink,
}
