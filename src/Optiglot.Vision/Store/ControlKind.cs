namespace Optiglot.Vision;

/// <summary>What a control store shows in place of pictures.</summary>
public enum ControlKind
{
    /// <summary>
    /// Random numbers, the same for a picture each time: 10 regions of the whole picture without a name. They can be remembered, and say nothing.
    /// </summary>
    Noise,

    /// <summary>Another picture's regions, names and vectors, the same for a picture each time: real, and about something else.</summary>
    Shuffled,
}
