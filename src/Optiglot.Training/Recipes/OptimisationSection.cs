using System.ComponentModel.DataAnnotations;

namespace Optiglot.Training;

/// <summary>What every kind of training has: limits, batches, AdamW and its schedule. The paper names none of these; defaults say whose they are.</summary>
public abstract record OptimisationSection
{
    /// <summary>At most this many passes over the data; null: no limit of this kind.</summary>
    [Range(0, 1_000_000)]
    public int? MaxEpochs { get; init; }

    /// <summary>At most this many updates; null: no limit of this kind.</summary>
    [Range(0, int.MaxValue)]
    public int? MaxSteps { get; init; }

    /// <summary>At most this many minutes, evaluation included; null: no limit of this kind.</summary>
    [Range(0.0, 1e6)]
    public double? MaxMinutes { get; init; }

    /// <summary>The budget of a batch in positions, padding included (fairseq's <c>--max-tokens</c>, whose Multi30K recipes have 4,096).</summary>
    [Range(1, int.MaxValue)]
    public int BatchTokens { get; init; } = 4096;

    /// <summary>At most this many sentences a batch.</summary>
    [Range(1, int.MaxValue)]
    public int MaxSentences { get; init; } = int.MaxValue;

    /// <summary>Batches whose gradients are summed before an update.</summary>
    [Range(1, 100_000)]
    public int Accumulate { get; init; } = 1;

    /// <summary>
    /// Positions, source and target, padding included, that go through the network at once; a larger batch goes in parts whose gradients are summed, which is
    /// the same update with less memory. Left out: on a CPU as many as need half a GiB, on cards the whole batch.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int? MicroBatchTokens { get; init; }

    /// <summary>The peak of the learning rate.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Updates from 0 to the peak.</summary>
    [Range(0, int.MaxValue)]
    public int WarmupSteps { get; init; } = 1000;

    /// <summary>How the rate falls afterwards (Vaswani et al. 2017: inverse square root).</summary>
    public LearningRateDecay Decay { get; init; } = LearningRateDecay.InverseSqrt;

    /// <summary>The lowest rate after the warm-up, as a part of the peak.</summary>
    [Range(0.0, 1.0)]
    public double Floor { get; init; }

    /// <summary>Decoupled weight decay of AdamW, on matrices only (BERT: 0.01).</summary>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>β1 and β2 of Adam (Vaswani et al. 2017, section 5.3).</summary>
    [Length(2, 2, ErrorMessage = "wants two numbers")]
    public IReadOnlyList<double> AdamBetas { get; init; } = [0.9, 0.98];

    /// <summary>Adam's ε, added to the root of the second moment.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>Gradients with a longer norm are cut to this length; 0 never cuts. BERT: 1.</summary>
    [Range(0.0, 1e6)]
    public double ClipNorm { get; init; } = 1;

    /// <summary>The number format of the forward and backward pass; left out: the faster one on the machine (<see cref="ComputeType.Fastest"/>).</summary>
    public Precision? Precision { get; init; }

    /// <summary>The schedule of the learning rate.</summary>
    /// <param name="totalSteps">Updates until the end, where linear and cosine decay reach the floor; null: only minutes end it.</param>
    public LearningRateSchedule Schedule(long? totalSteps) =>
        new() { Peak = LearningRate, WarmupSteps = WarmupSteps, Decay = Decay, Floor = Floor, TotalSteps = totalSteps };
}
