using System.Globalization;
using Optiglot.Distributed;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>
/// The loop all stages share: batches made ahead, gradients summed, one update, reports, evaluations, checkpoints. A stopped run goes on to the last bit:
/// the order of data, masks and dropout depend on seed and place alone, and weights, moments and scores are in the checkpoint. Several ranks share each
/// batch out, add up their gradients and make the same update; what depends on time or on a signal, rank 0's clock and any rank's signal decide for all.
/// </summary>
internal sealed class TrainingLoop<TBatch> where TBatch : class, IDisposable
{
    // Streams of dropout that a rank has for the parts of an update.
    private const int MostParts = 1 << 20;

    private readonly ITrainingTask<TBatch> task;
    private readonly LoopOptions options;
    private readonly LoopFiles files;
    private readonly LoopReporter reporter;
    private readonly AdamW adam;
    private readonly ulong dropoutSeed;
    private readonly RankGradients gradients;
    private readonly RankClock clock;
    private readonly long? totalSteps;
    private LoopState state = new();

    internal TrainingLoop(ITrainingTask<TBatch> task, LoopOptions options, ITrainingProgress progress)
    {
        (this.task, this.options) = (task, options);
        Directory.CreateDirectory(options.Folder);
        files = new LoopFiles(options, task.Parameters);
        OptimisationSection section = options.Optimisation;
        adam = new AdamW(task.Parameters, new AdamWOptions { Beta1 = section.AdamBetas[0], Beta2 = section.AdamBetas[1], Epsilon = section.AdamEpsilon,
            WeightDecay = section.WeightDecay, ClipNorm = section.ClipNorm }, task.Rates);
        gradients = new RankGradients(options.Ranks, options.Wire, task.Parameters, adam);
        clock = new RankClock(options.Ranks);
        dropoutSeed = RandomStream.Create(options.Seed, $"dropout/{task.Stage}").NextUInt64();
        long? byEpochs = section.MaxEpochs * (long)Math.Ceiling(task.Plan.Epoch(0).Count / (double)section.Accumulate);
        totalSteps = section.MaxSteps is { } most ? Math.Min(most, byEpochs ?? most) : byEpochs;
        reporter = new LoopReporter(task.Stage, totalSteps, section.MaxMinutes * 60, progress);
    }

    /// <summary>Trains until a limit is reached or patience runs out; afterwards the parameters are the best ones.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the state was saved and the next call goes on from it.</exception>
    internal LoopState Run(CancellationToken cancellation)
    {
        using (adam)
        {
            state = files.LoadCheckpoint(adam) ?? files.Begin();
            gradients.ShareWeights();
            clock.Start(state.Seconds);
            if (!state.Finished)
            {
                reporter.Started(state);
                if (options.ScoresStart && state.Scores.Count == 0) Evaluate(0, cancellation);
                if (state.Owed is { } epoch) Evaluate(epoch, cancellation);
                Train(cancellation);
                string reason = WhyOver();
                Finish(cancellation);
                reporter.Finished(state, reason);
            }

            // A kill just after the last checkpoint leaves them.
            files.DropOthers(state);
            files.LoadBest(state);
            task.Mode.Evaluate();
            return state;
        }
    }

    private double Seconds => clock.Seconds;

    private void Train(CancellationToken cancellation)
    {
        using StepSums sums = new(options.Ranks);
        double lastSave = Seconds;
        while (!Over())
        {
            int count = task.Plan.Epoch(state.Epoch).Count;
            foreach (List<BatchPart<TBatch>> parts in Groups(state.Epoch, state.Batch))
            {
                double rate = Step(parts, sums);
                bool stops = clock.Tick(cancellation);
                int next = state.Batch + parts.Count(part => part.IsLast);
                double before = state.Epoch + (state.Batch / (double)count), after = state.Epoch + (next / (double)count);
                state = state with
                {
                    Step = state.Step + 1, Epoch = next >= count ? state.Epoch + 1 : state.Epoch, Batch = next >= count ? 0 : next, Seconds = Seconds
                };
                reporter.Step(state, after, rate, sums, task.Tell, options.ReportSeconds);
                // Who hears of this step may stop the run at it; several ranks agree at the next.
                stops |= options.Ranks.Count == 1 && cancellation.IsCancellationRequested;
                bool due = Math.Floor((after / options.EvaluateEvery) + 1e-9) > Math.Floor((before / options.EvaluateEvery) + 1e-9);
                bool saves = Seconds - lastSave > options.SaveMinutes * 60;
                if (due || saves || Over() || stops) LoopReporter.Check(sums, state);
                if (stops) Cancel(due || Over() ? after : null, cancellation);
                if (due || Over())
                {
                    Evaluate(after, cancellation);
                    lastSave = Seconds;
                }
                else if (saves)
                {
                    files.SaveCheckpoint(state, adam);
                    lastSave = Seconds;
                }

                if (Over()) return;
            }
        }
    }

    // Batches of one update; those past the accumulation of the epoch's end form a smaller one.
    private IEnumerable<List<BatchPart<TBatch>>> Groups(int epoch, int first)
    {
        IReadOnlyList<int[]> plan = task.Plan.Epoch(epoch);
        List<BatchPart<TBatch>> group = [];
        foreach (BatchPart<TBatch> part in Prefetch.Ahead(
            Enumerable.Range(first, plan.Count - first).SelectMany(batch => Parts(new DataPosition(epoch, batch), plan[batch]))))
        {
            group.Add(part);
            if (group.Count(each => each.IsLast) < options.Optimisation.Accumulate) continue;
            yield return group;
            group = [];
        }

        if (group.Count > 0) yield return group;
    }

    // This rank's share of a batch: every Nth sentence, since neighbours are of about the same length.
    private IEnumerable<BatchPart<TBatch>> Parts(DataPosition position, int[] examples)
    {
        ICommunicator ranks = options.Ranks;
        int[] own = ranks.Count == 1 ? examples : [.. examples.Where((_, i) => i % ranks.Count == ranks.Rank)];
        // A batch of fewer sentences than ranks leaves some with nothing but to wait.
        if (own.Length == 0) return [new BatchPart<TBatch>(null, IsLast: true)];
        int[][] parts = [.. task.Plan.Split(own, task.Parts)];
        return parts.Select((part, i) => new BatchPart<TBatch>(task.Make(position, part), i == parts.Length - 1));
    }

    private double Step(List<BatchPart<TBatch>> parts, StepSums sums)
    {
        double[] terms = new double[task.Losses];
        foreach (BatchPart<TBatch> part in parts)
            if (part.Batch is { } batch) foreach ((int loss, int count) in task.Terms(batch).Index()) terms[loss] += count;
        options.Ranks.Sum(terms);
        double[] scales = [.. terms.Select(count => 1 / Math.Max(1, count))];
        for (int i = 0; i < parts.Count; i++)
        {
            using BatchPart<TBatch> part = parts[i];
            if (part.Batch is not { } batch) continue;
            using var scope = NewDisposeScope();
            task.Mode.BeginStep(dropoutSeed + (ulong)(i + (options.Ranks.Rank * MostParts)), state.Step);
            task.Run(batch, scales, sums);
        }

        if (options.Ranks.Count > 1) sums.Add(StepSums.Communication, gradients.Sum());
        double rate = options.Optimisation.Schedule(totalSteps).At(state.Step + 1, Seconds / 60 / (options.Optimisation.MaxMinutes ?? double.PositiveInfinity));
        using Tensor norm = adam.Step(rate);
        sums.Add(StepSums.Norm, norm);
        sums.Add(StepSums.Steps, 1);
        return rate;
    }

    private void Evaluate(double epoch, CancellationToken cancellation)
    {
        task.Mode.Evaluate();
        double before = Seconds;
        (double score, IReadOnlyDictionary<string, double> values) = EvaluateOrSave(epoch, cancellation);
        clock.Tick(cancellation);
        state = state with
        {
            Stopping = state.Stopping.After(score, state.Step, epoch),
            Scores = [.. state.Scores, new ScoreAt(epoch, state.Step, score, Seconds)],
            Seconds = Seconds,
            Owed = null,
        };
        state = files.KeepEvaluated(state, options.AverageCheckpoints);
        if (state.Stopping.IsBest) state = files.KeepBest(state);
        // Told first: after a kill in between it is told again, and the later line counts; the other way round it would be lost.
        reporter.Evaluated(state, Seconds - before, epoch, score, task.ScoreIsBleu, values);
        files.SaveCheckpoint(state, adam);
        files.DropOthers(state);
    }

    // A run that is stopped while it is scored has its checkpoint of before the evaluation.
    private (double Score, IReadOnlyDictionary<string, double> Values) EvaluateOrSave(double epoch, CancellationToken cancellation)
    {
        using IDisposable busy = options.Ranks.Busy("evaluation");
        try
        {
            return task.Evaluate(Stopping(cancellation));
        }
        catch (OperationCanceledException)
        {
            files.SaveCheckpoint(state with { Seconds = Seconds, Owed = epoch }, adam);
            throw;
        }
    }

    private void Finish(CancellationToken cancellation)
    {
        string chosen = "best";
        foreach (IReadOnlyList<string> window in CheckpointWindow.Candidates(state, options.AverageCheckpoints))
        {
            files.LoadAverage(window, state);
            task.Mode.Evaluate();
            (double score, IReadOnlyDictionary<string, double> values) = EvaluateAverage(cancellation);
            bool better = score > state.Stopping.BestScore;
            reporter.Averaged(state, window, score, better, task.ScoreIsBleu, values);
            if (better)
            {
                chosen = "average";
                state = files.KeepBest(state) with { Stopping = state.Stopping with { BestScore = score } };
            }
        }

        clock.Tick(cancellation);
        state = state with { Finished = true, Seconds = Seconds, Chosen = chosen, Evaluated = [] };
        files.SaveCheckpoint(state, adam);
    }

    private (double Score, IReadOnlyDictionary<string, double> Values) EvaluateAverage(CancellationToken cancellation)
    {
        using IDisposable busy = options.Ranks.Busy("evaluation");
        return task.Evaluate(Stopping(cancellation));
    }

    // Ranks end an evaluation together: a signal reaches them at different places.
    private CancellationToken Stopping(CancellationToken cancellation) => options.Ranks.Count == 1 ? cancellation : CancellationToken.None;

    private bool Over() => IsOutOfPatience || IsOutOfSteps || IsOutOfMinutes;

    private bool IsOutOfPatience => state.Stopping.ShouldStop;

    private bool IsOutOfSteps => (totalSteps is { } steps && state.Step >= steps) || (options.Optimisation.MaxEpochs is { } epochs && state.Epoch >= epochs);

    private bool IsOutOfMinutes => options.Optimisation.MaxMinutes is { } minutes && Seconds >= minutes * 60;

    private string WhyOver() =>
        IsOutOfSteps ? "all its steps are done"
        : IsOutOfPatience ? $"no better for {state.Stopping.EvaluationsSinceBest} evaluations (patience)"
        : string.Create(CultureInfo.InvariantCulture, $"ended by its time: max_minutes is {options.Optimisation.MaxMinutes:0.###}");

    private void Cancel(double? owed, CancellationToken cancellation)
    {
        state = state with { Owed = owed };
        files.SaveCheckpoint(state, adam);
        reporter.Saved(state);
        if (options.Ranks.Count > 1) throw new StoppedTogetherException();
        cancellation.ThrowIfCancellationRequested();
    }
}
