using Optiglot.Modeling;

namespace Optiglot.Training;

/// <summary>What a training loop trains: one home for everything that differs between pre-training and translation.</summary>
/// <typeparam name="TBatch">A batch, made on another thread than it is used on.</typeparam>
internal interface ITrainingTask<TBatch> where TBatch : IDisposable
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

    /// <summary>How many terms the batch's loss sums over: places to predict.</summary>
    double Weight(TBatch batch);

    /// <summary>Adds the gradient of <paramref name="scale"/> × summed loss, and reports sums; at least "loss", "places" and "tokens".</summary>
    void Run(TBatch batch, double scale, StepSums sums);

    /// <summary>Numbers worth telling, out of the sums since the last report.</summary>
    IReadOnlyDictionary<string, double> Tell(IReadOnlyDictionary<string, double> sums);

    /// <summary>Scores the model on the development set, higher is better; and numbers worth telling.</summary>
    (double Score, IReadOnlyDictionary<string, double> Values) Evaluate(CancellationToken cancellation);

    /// <summary>Whether the score is BLEU.</summary>
    bool ScoreIsBleu { get; }
}
