using static TorchSharp.torch;

namespace Optiglot.Translation;

/// <summary>Finds the best next pieces of every living row.</summary>
internal interface IStepScorer
{
    /// <summary>Fills <paramref name="scores"/>.</summary>
    /// <param name="logits">Float32 <c>[sentences, beam, vocabulary]</c>.</param>
    /// <param name="rows">Rows in the batch now: sentences · beam.</param>
    /// <param name="scores">Says which rows live and what is banned, and receives the rest.</param>
    void Score(Tensor logits, int rows, StepScores scores);
}
