namespace Optiglot.DemoWorld;

/// <summary>Grammatical gender of a noun; French uses the first two.</summary>
public enum Gender
{
    /// <summary>der, ein; le, un.</summary>
    Masculine,

    /// <summary>die, eine; la, une.</summary>
    Feminine,

    /// <summary>das, ein; German only.</summary>
    Neuter,
}
