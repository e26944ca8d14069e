namespace Optiglot.Training;

/// <summary>
/// The learning rate as a function of the update number: a straight warm-up from 0 to <see cref="Peak"/>, then <see cref="Decay"/>.
/// A pure function, so resuming needs nothing but the step.
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
    /// The update at which <see cref="LearningRateDecay.Linear"/> and <see cref="LearningRateDecay.Cosine"/> reach the floor; unused by the others.
    /// </summary>
    public long TotalSteps { get; init; }

    /// <summary>The lowest rate after the warm-up, as a part of the peak.</summary>
    public double Floor { get; init; }

    /// <summary>The rate of update <paramref name="step"/>, counted from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is below 1.</exception>
    public double At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        if (step < WarmupSteps) return Peak * step / WarmupSteps;
        return Peak * Math.Max(Floor, Decay switch
        {
            LearningRateDecay.InverseSqrt => Math.Sqrt((double)Math.Max(1, WarmupSteps) / step),
            LearningRateDecay.Linear => 1 - Progress(step),
            LearningRateDecay.Cosine => Floor + (1 - Floor) * (1 + Math.Cos(Math.PI * Progress(step))) / 2,
            _ => 1,
        });
    }

    // 0 at the end of the warm-up, 1 at the last step and after it.
    private double Progress(long step) => TotalSteps <= WarmupSteps ? 1 : Math.Min(1, (double)(step - WarmupSteps) / (TotalSteps - WarmupSteps));
}
