using System.Runtime.InteropServices;
using Optiglot.Kernels;
using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Translation;

/// <summary>
/// A libtorch decoder under the search: on the processor logits are read where they lie, on other devices only the best few of each row come back.
/// </summary>
/// <param name="session">A fresh session; disposed with this.</param>
/// <param name="device">Where it computes.</param>
internal sealed class TorchSearchSession(IDecoderSession session, Device device) : ISearchSession
{
    private readonly bool onProcessor = device.type == TorchSharp.DeviceType.CPU;
    private float[] attention = [];

    public int Sentences => session.Sentences;

    public int Beam => session.Beam;

    public int VocabularySize => session.VocabularySize;

    public bool RecordAttention
    {
        get => session.RecordAttention;
        set => session.RecordAttention = value;
    }

    public ReadOnlySpan<float> Attention => attention;

    public void Step(ReadOnlySpan<long> tokens, StepScores scores)
    {
        using Tensor input = Rows(tokens), logits = session.Step(input);
        if (logits.shape is not [var sentences, var beam, var vocabulary] || sentences != Sentences || beam != Beam || vocabulary != VocabularySize
            || logits.dtype != ScalarType.Float32)
            throw new ArgumentException(
                $"search: a step gave {logits.dtype} [{string.Join(", ", logits.shape)}] for {Sentences} sentences, beam {Beam}, vocabulary {VocabularySize}");
        if (onProcessor)
        {
            using Tensor contiguous = logits.contiguous();
            scores.Loop = ComputeThreads.For;
            scores.Read(MemoryMarshal.Cast<byte, float>(contiguous.bytes), VocabularySize);
        }
        else
        {
            DeviceStepScorer.Score(logits, Sentences * Beam, scores);
        }

        if (!RecordAttention || session.LastAttention is null) return;
        using Tensor local = session.LastAttention.cpu().contiguous();
        attention = local.data<float>().ToArray();
    }

    public void Reorder(ReadOnlySpan<long> beams)
    {
        using Tensor indices = Rows(beams);
        session.Reorder(indices);
    }

    public void Keep(ReadOnlySpan<long> sentences)
    {
        using Tensor indices = tensor(sentences.ToArray(), device: device);
        session.Keep(indices);
    }

    public void Dispose() => session.Dispose();

    // [sentences, beam]
    private Tensor Rows(ReadOnlySpan<long> values) => tensor(values.ToArray(), [values.Length / Beam, Beam], device: device);
}
