using System.Globalization;

namespace Optiglot.Training;

/// <summary>Turns what a loop does into reports.</summary>
/// <param name="stage">The stage's name.</param>
/// <param name="totalSteps">Updates at which it ends, if that is known.</param>
/// <param name="maxSeconds">Seconds at which it ends at the latest; null: no limit.</param>
/// <param name="progress">Told of them.</param>
internal sealed class LoopReporter(string stage, long? totalSteps, double? maxSeconds, ITrainingProgress progress)
{
    private double lastSeconds;
    private double startSeconds;
    private long startStep;

    internal void Started(LoopState state)
    {
        (lastSeconds, startSeconds, startStep) = (state.Seconds, state.Seconds, state.Step);
        progress.Report(Report(TrainingEvent.StageStarted, state) with { Message = state.Step == 0 ? null : $"goes on from update {state.Step}" });
    }

    internal void Step(LoopState state, double epoch, double rate, StepSums sums,
        Func<IReadOnlyDictionary<string, double>, IReadOnlyDictionary<string, double>> tell, double every)
    {
        double elapsed = state.Seconds - lastSeconds;
        if (elapsed < every) return;
        lastSeconds = state.Seconds;
        IReadOnlyDictionary<string, double> taken = sums.Take();
        Check(taken[StepSums.Norm], state);
        Dictionary<string, double> values = new(tell(taken)) { ["gradient_norm"] = taken[StepSums.Norm] / taken[StepSums.Steps] };
        if (taken.TryGetValue(StepSums.Communication, out double sending)) values["communication"] = sending / Math.Max(elapsed, 1e-9);
        double perStep = (state.Seconds - startSeconds) / Math.Max(1, state.Step - startStep);
        progress.Report(Report(TrainingEvent.Step, state) with
        {
            Epoch = epoch,
            Loss = taken["loss"] / Math.Max(1, taken["places"]),
            TokensPerSecond = taken["tokens"] / elapsed,
            TimeLeft = Left(state, perStep),
            LearningRate = rate,
            Values = values,
        });
    }

    /// <summary>Ends a run whose gradients are no numbers any more, before anything of it is scored or saved. Waits for the device.</summary>
    /// <exception cref="DivergenceException">A gradient since the last report is not finite.</exception>
    internal static void Check(StepSums sums, LoopState state) => Check(sums.Peek(StepSums.Norm), state);

    private static void Check(double norm, LoopState state)
    {
        if (!double.IsFinite(norm)) throw AdamW.NotFinite($"at or before step {state.Step}");
    }

    // Whichever limit comes first.
    private TimeSpan? Left(LoopState state, double perStep)
    {
        double bySteps = totalSteps is { } total ? perStep * (total - state.Step) : double.PositiveInfinity;
        double left = Math.Min(bySteps, Math.Max(0, maxSeconds - state.Seconds ?? double.PositiveInfinity));
        return double.IsFinite(left) ? TimeSpan.FromSeconds(left) : null;
    }

    /// <param name="state">Where the loop is.</param>
    /// <param name="spent">Seconds the evaluation took: no training was done in them.</param>
    /// <param name="epoch">Epochs done.</param>
    /// <param name="score">The score.</param>
    /// <param name="isBleu">Whether it is BLEU.</param>
    /// <param name="values">What else was found.</param>
    internal void Evaluated(LoopState state, double spent, double epoch, double score, bool isBleu, IReadOnlyDictionary<string, double> values)
    {
        lastSeconds += spent;
        progress.Report(Scored(state, score, isBleu, values) with { Epoch = epoch, IsBest = state.Stopping.IsBest });
    }

    internal void Averaged(LoopState state, IReadOnlyList<string> window, double score, bool better, bool isBleu, IReadOnlyDictionary<string, double> values) =>
        progress.Report(Scored(state, score, isBleu, values) with
        {
            IsBest = better,
            Message = string.Create(CultureInfo.InvariantCulture,
                $"average of {window.Count} checkpoints, updates {CheckpointWindow.StepOf(window[0])} to {CheckpointWindow.StepOf(window[^1])}: "
                + $"{score:F2}, best so far: {state.Stopping.BestScore:F2}"),
        });

    internal void Saved(LoopState state) =>
        progress.Report(Report(TrainingEvent.Saved, state) with { Message = "stopped; the same command goes on from here" });

    /// <param name="state">Where the loop is.</param>
    /// <param name="reason">Which limit ended it; null where that is not known any more.</param>
    internal void Finished(LoopState state, string? reason = null) => progress.Report(Report(TrainingEvent.StageFinished, state) with { Message = reason });

    /// <summary>Tells of a stage that ended in an earlier session.</summary>
    internal static void Finished(string stage, LoopState state, ITrainingProgress progress) => new LoopReporter(stage, null, null, progress).Finished(state);

    private TrainingReport Scored(LoopState state, double score, bool isBleu, IReadOnlyDictionary<string, double> values) =>
        Report(TrainingEvent.Evaluation, state) with
        {
            DevBleu = isBleu ? score : null, Values = isBleu ? values : new Dictionary<string, double>(values) { ["score"] = score }
        };

    private TrainingReport Report(TrainingEvent kind, LoopState state) => new()
    {
        Event = kind,
        Stage = stage,
        Step = state.Step,
        TotalSteps = totalSteps,
        Epoch = state.Epoch,
        Elapsed = TimeSpan.FromSeconds(state.Seconds),
    };
}
