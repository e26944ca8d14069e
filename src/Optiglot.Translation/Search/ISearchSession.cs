namespace Optiglot.Translation;

/// <summary>
/// A decoder as the search sees it: hypotheses in, scores out, in plain memory. Every engine brings its own; the rules of the search are one for all.
/// Rows are hypotheses, <c>sentence · beam + hypothesis</c>.
/// </summary>
public interface ISearchSession : IDisposable
{
    /// <summary>Sentences still in the batch.</summary>
    int Sentences { get; }

    /// <summary>Number of hypotheses of each sentence.</summary>
    int Beam { get; }

    /// <summary>Number of target pieces that are scored.</summary>
    int VocabularySize { get; }

    /// <summary>Whether <see cref="Step"/> keeps <see cref="Attention"/>. Off at first: it costs time.</summary>
    bool RecordAttention { get; set; }

    /// <summary>
    /// Attention of the last layer at the last step, mean over heads, <c>[sentences, beam, source+regions]</c>; valid until the next step, empty where none is
    /// kept.
    /// </summary>
    ReadOnlySpan<float> Attention { get; }

    /// <summary>Gives every hypothesis its next piece and scores what may follow.</summary>
    /// <param name="tokens">The newest piece of each hypothesis, <c>[sentences, beam]</c>; first the begin piece.</param>
    /// <param name="scores">Says which rows live, and receives their best pieces: by <see cref="StepScores.Read"/> where logits lie in memory.</param>
    void Step(ReadOnlySpan<long> tokens, StepScores scores);

    /// <summary>Continues each hypothesis from another of the same sentence.</summary>
    /// <param name="beams">Which old hypothesis each new one continues, <c>[sentences, beam]</c>.</param>
    void Reorder(ReadOnlySpan<long> beams);

    /// <summary>Goes on with some sentences and drops the finished ones.</summary>
    /// <param name="sentences">The sentences that stay, in rising order, <c>[kept]</c>.</param>
    void Keep(ReadOnlySpan<long> sentences);
}
