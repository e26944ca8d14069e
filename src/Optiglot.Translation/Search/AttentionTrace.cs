namespace Optiglot.Translation;

/// <summary>Attention of every step of a search, kept until hypotheses end.</summary>
internal sealed class AttentionTrace
{
    private readonly List<(float[] Weights, int Beam, int Width)> _steps = [];

    /// <summary>Keeps one step.</summary>
    /// <param name="attention"><c>[sentences, beam, source+regions]</c>.</param>
    /// <param name="sentences">Sentences in the batch at that step.</param>
    /// <param name="beam">Hypotheses a sentence.</param>
    public void Add(ReadOnlySpan<float> attention, int sentences, int beam) => _steps.Add((attention.ToArray(), beam, attention.Length / (sentences * beam)));

    /// <summary>The attention row of one hypothesis at one step, <c>[source+regions]</c>.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="sentence">The sentence's place in the batch at that step.</param>
    /// <param name="beam">The hypothesis.</param>
    public float[] Row(int step, int sentence, int beam)
    {
        var (weights, beams, width) = _steps[step];
        return weights.AsSpan((sentence * beams + beam) * width, width).ToArray();
    }
}
