using Optiglot.Modeling;
using Optiglot.Networks;

namespace Optiglot.Training;

/// <summary>What a training loop trains: one home for everything that differs between pre-training and translation.</summary>
/// <typeparam name="TBatch">A batch, made on another thread than it is used on.</typeparam>
internal interface ITrainingTask<TBatch> where TBatch : class, IDisposable
{
    /// <summary>Name of the stage, for reports and files.</summary>
    string Stage { get; }

    /// <summary>The parameters.</summary>
    ParameterSet Parameters { get; }

    /// <summary>Dropout switch.</summary>
    TrainingMode Mode { get; }

    /// <summary>Which groups are trained, each with its factor on the learning rate.</summary>
    IReadOnlyDictionary<ParameterGroup, double> Rates { get; }

    /// <summary>The order of the data.</summary>
    BatchPlan Plan { get; }

    /// <summary>How much of a batch goes through the network at once.</summary>
    MicroBatch Parts { get; }

    /// <summary>Makes a batch, or a part of one; called on the prefetch thread.</summary>
    TBatch Make(DataPosition position, int[] examples);

    /// <summary>How many losses it has.</summary>
    int Losses { get; }

    /// <summary>How many terms each of the losses sums over in the batch: places to predict, and whatever else there is.</summary>
    int[] Terms(TBatch batch);

    /// <summary>Adds the gradient of each summed loss × its scale, and reports sums; at least "loss", "places" and "tokens".</summary>
    /// <param name="batch">The batch, or a part of one.</param>
    /// <param name="scales">In the order of <see cref="Terms"/>: 1 / the terms of the whole update.</param>
    /// <param name="sums">Where the sums go.</param>
    void Run(TBatch batch, double[] scales, StepSums sums);

    /// <summary>Numbers worth telling, out of the sums since the last report.</summary>
    IReadOnlyDictionary<string, double> Tell(IReadOnlyDictionary<string, double> sums);

    /// <summary>Scores the model on the development set, higher is better; and numbers worth telling.</summary>
    (double Score, IReadOnlyDictionary<string, double> Values) Evaluate(CancellationToken cancellation);

    /// <summary>Whether the score is BLEU.</summary>
    bool ScoreIsBleu { get; }
}
