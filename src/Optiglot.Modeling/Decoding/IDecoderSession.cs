using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Step-by-step decoding of a batch of sentences with a beam each. Keys and values of the source are computed once and never copied per beam.
/// </summary>
public interface IDecoderSession : IDisposable
{
    /// <summary>Sentences still in the batch.</summary>
    int Sentences { get; }

    /// <summary>Number of hypotheses of each sentence.</summary>
    int Beam { get; }

    /// <summary>Number of target pieces that are scored.</summary>
    int VocabularySize { get; }

    /// <summary>Gives every hypothesis its next piece and scores what may follow.</summary>
    /// <param name="tokens">The newest piece of each hypothesis, int64 <c>[sentences, beam]</c>; first the begin piece.</param>
    /// <returns>Logits, float32 <c>[sentences, beam, vocabulary]</c>, to be disposed by the caller.</returns>
    Tensor Step(Tensor tokens);

    /// <summary>Continues each hypothesis from another of the same sentence.</summary>
    /// <param name="beams">Which old beam each new one continues, int64 <c>[sentences, beam]</c>.</param>
    void Reorder(Tensor beams);

    /// <summary>Goes on with some sentences and drops the finished ones.</summary>
    /// <param name="sentences">The sentences that stay, int64 <c>[kept]</c>.</param>
    void Keep(Tensor sentences);

    /// <summary>Whether <see cref="Step"/> keeps <see cref="LastAttention"/>. Off at first: it costs time.</summary>
    bool RecordAttention { get; set; }

    /// <summary>
    /// Attention of the last layer at the last step, mean over heads, float32 <c>[sentences, beam, source+regions]</c>; owned by the session.
    /// </summary>
    Tensor? LastAttention { get; }
}
