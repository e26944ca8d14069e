namespace Optiglot.Training;

/// <summary>Which positions, padding included, a batch's budget counts.</summary>
internal enum BatchMeasure
{
    /// <summary>sentences × the longest target.</summary>
    Target,

    /// <summary>sentences × the longest source.</summary>
    Source,

    /// <summary>sentences × (the longest source + the longest target).</summary>
    SourceAndTarget,
}
