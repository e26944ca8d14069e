namespace Optiglot.DemoWorld;

/// <summary>Which sense of the ambiguous word a translation chose.</summary>
public enum SenseChoice
{
    /// <summary>The one that is drawn.</summary>
    Right,

    /// <summary>The other.</summary>
    Other,

    /// <summary>Neither word occurs, or both do.</summary>
    Neither,
}
