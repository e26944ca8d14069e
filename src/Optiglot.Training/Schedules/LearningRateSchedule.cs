namespace Optiglot.Training;

/// <summary>
/// The learning rate as a function of the update number: a straight warm-up from 0 to <see cref="Peak"/>, then <see cref="Decay"/>.
/// A pure function of the update and of the part of the time budget that is spent, so resuming needs nothing else.
/// </summary>
public sealed record LearningRateSchedule
{
    /// <summary>The highest rate, reached at the end of the warm-up.</summary>
    public required double Peak { get; init; }

    /// <summary>Updates of warm-up; 0 starts at the peak.</summary>
    public int WarmupSteps { get; init; }

    /// <summary>The shape after the warm-up.</summary>
    public LearningRateDecay Decay { get; init; }

    /// <summary>
    /// The update at which <see cref="LearningRateDecay.Linear"/> and <see cref="LearningRateDecay.Cosine"/> reach the floor; null where only minutes end the
    /// stage; unused by the others.
    /// </summary>
    public long? TotalSteps { get; init; }

    /// <summary>The lowest rate after the warm-up, as a part of the peak.</summary>
    public double Floor { get; init; }

    /// <summary>The rate of update <paramref name="step"/>, counted from 1.</summary>
    /// <param name="step">The update.</param>
    /// <param name="spent">
    /// The part of the stage's minutes that is spent, 0..1; 0 where it has no such limit. Linear and cosine decay follow whichever ends the stage first,
    /// updates or minutes: a stage that its minutes end is at the floor then, too.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The step is below 1.</exception>
    public double At(long step, double spent = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        if (step < WarmupSteps) return Peak * step / WarmupSteps;
        return Peak * Math.Max(Floor, Decay switch
        {
            LearningRateDecay.InverseSqrt => Math.Sqrt((double)Math.Max(1, WarmupSteps) / step),
            LearningRateDecay.Linear => 1 - Progress(step, spent),
            LearningRateDecay.Cosine => Floor + (1 - Floor) * (1 + Math.Cos(Math.PI * Progress(step, spent))) / 2,
            _ => 1,
        });
    }

    // 0 at the end of the warm-up, 1 at the last step and after it.
    private double Progress(long step, double spent)
    {
        double bySteps = TotalSteps is not { } last ? 0 : last <= WarmupSteps ? 1 : (double)(step - WarmupSteps) / (last - WarmupSteps);
        return Math.Clamp(Math.Max(bySteps, spent), 0, 1);
    }
}
