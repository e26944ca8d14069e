namespace Optiglot.Vision;

/// <summary>What an extraction did.</summary>
/// <param name="Saved">Pictures that went through the detector into the store.</param>
/// <param name="Skipped">Pictures that were in the store.</param>
/// <param name="Replaced">Of the saved, those that took the place of another picture of the same name.</param>
/// <param name="Bad">Pictures that could not be read, with the reason in one line.</param>
/// <param name="Elapsed">Wall-clock time.</param>
public sealed record ExtractionReport(int Saved, int Skipped, int Replaced, IReadOnlyList<(string Picture, string Reason)> Bad, TimeSpan Elapsed)
{
    /// <summary>Saved pictures a second.</summary>
    public double PhotosPerSecond => Saved / Math.Max(Elapsed.TotalSeconds, 1e-9);
}
