namespace Optiglot.Vision;

/// <summary>How many regions a picture gets, and how sure the detector must be. The cells of a grid come besides, all of them: they are not found.</summary>
public sealed record RegionLimits
{
    /// <summary>
    /// Fewest regions: met with the best boxes below the threshold, as far as there are any (10, as bottom-up attention: Anderson et al. 2018, section
    /// 3.1).
    /// </summary>
    public int Min { get; init; } = 10;

    /// <summary>Most regions, the whole-image region among them (100, as bottom-up attention).</summary>
    public int Max { get; init; } = 100;

    /// <summary>Score from which a box counts as found, 0..1 (0.2, as bottom-up attention).</summary>
    public float ScoreThreshold { get; init; } = 0.2f;

    /// <summary>
    /// Two boxes of one class that overlap more than this (intersection over union) are one thing (0.45, YOLOX's own evaluation default for demos).
    /// </summary>
    public float OverlapThreshold { get; init; } = 0.45f;

    /// <summary>Adds a first region 0,0,1,1 without a name and with score 1: the whole picture, for detectors that can pool the vector of any box.</summary>
    public bool WholeImage { get; init; } = true;

    /// <summary>Refuses limits that cannot be met.</summary>
    /// <exception cref="ArgumentException">A number out of its range; the message names it.</exception>
    public void Validate()
    {
        if (Min < 0 || Max < 1 || Min > Max)
            throw new ArgumentException($"regions per picture: need 0 <= Min <= Max and Max >= 1, got Min {Min} and Max {Max}");
        if (!(ScoreThreshold is >= 0 and <= 1)) throw new ArgumentException($"ScoreThreshold must be in 0..1, got {ScoreThreshold}");
        if (!(OverlapThreshold is > 0 and <= 1)) throw new ArgumentException($"OverlapThreshold must be in 0..1 (not 0), got {OverlapThreshold}");
    }
}
