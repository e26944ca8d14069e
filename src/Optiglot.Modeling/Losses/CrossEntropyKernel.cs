using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Label-smoothed cross-entropy of logits on the CPU: three passes over each row while it is in the cache; the row becomes its own gradient.
/// (libtorch's log-softmax from bf16 to fp32 alone takes several times as long.)
/// </summary>
internal static unsafe class CrossEntropyKernel
{
    /// <summary>Sums over the rows of a chunk.</summary>
    internal record struct Sums(double Loss, double NegativeLogLikelihood, long Right);

    /// <summary>Scores <paramref name="logits"/> <c>[rows, vocabulary]</c>, contiguous; with a scale, leaves scale × d loss / d logits in their place.</summary>
    /// <exception cref="ArgumentException">A label is not a piece of the vocabulary.</exception>
    internal static Sums Run(Tensor logits, ReadOnlySpan<long> labels, double smoothing, double? scale)
    {
        int rows = (int)logits.shape[0], vocabulary = (int)logits.shape[1];
        bool half = logits.dtype == ScalarType.BFloat16;
        foreach (long label in labels)
            if (label < 0 || label >= vocabulary) throw new ArgumentException($"cross-entropy: label {label} is not one of {vocabulary} pieces");
        double[] losses = new double[rows], likelihoods = new double[rows];
        bool[] right = new bool[rows];
        long[] own = labels.ToArray();
        fixed (byte* bytes = logits.bytes)
        {
            nint start = (nint)bytes;
            nint stride = (nint)vocabulary * (half ? 2 : 4);
            ComputeThreads.For(rows, row =>
            {
                byte* at = (byte*)start + (row * stride);
                (losses[row], likelihoods[row], right[row]) = Row(at, vocabulary, half, (int)own[row], (float)smoothing, scale);
            });
        }

        return new Sums(losses.Sum(), likelihoods.Sum(), right.LongCount(each => each));
    }

    private static (double Loss, double NegativeLogLikelihood, bool Right) Row(byte* row, int vocabulary, bool half, int label, float smoothing, double? scale)
    {
        float correct = Lanes.LoadOne(row, label, half);
        Lanes most = Lanes.Create(float.NegativeInfinity), total = Lanes.Zero;
        int wide = vocabulary / 16 * 16;
        for (int i = 0; i < wide; i += 16)
        {
            Lanes x = Lanes.Load(row, i, half);
            most = Lanes.Max(most, x);
            total += x;
        }

        float largest = Lanes.Largest(most);
        double sum = Lanes.Sum(total);
        for (int i = wide; i < vocabulary; i++)
        {
            largest = Math.Max(largest, Lanes.LoadOne(row, i, half));
            sum += Lanes.LoadOne(row, i, half);
        }

        Lanes exponentials = Lanes.Zero, shift = Lanes.Create(largest);
        for (int i = 0; i < wide; i += 16) exponentials += VectorExponential.Of(Lanes.Load(row, i, half) - shift);
        double mass = Lanes.Sum(exponentials);
        for (int i = wide; i < vocabulary; i++) mass += MathF.Exp(Lanes.LoadOne(row, i, half) - largest);
        double normaliser = largest + Math.Log(mass);
        double likelihood = normaliser - correct;
        // Without smoothing a logit of −∞ elsewhere must not turn the loss into 0 × ∞.
        double loss = smoothing == 0 ? likelihood : ((1 - smoothing) * likelihood) + (smoothing * (normaliser - (sum / vocabulary)));
        if (scale is { } factor) Slope(row, vocabulary, wide, half, label, smoothing, (float)normaliser, (float)factor);
        return (loss, likelihood, correct >= largest);
    }

    // scale × (softmax − smoothing / vocabulary − (1 − smoothing) at the label).
    private static void Slope(byte* row, int vocabulary, int wide, bool half, int label, float smoothing, float normaliser, float scale)
    {
        Lanes shift = Lanes.Create(normaliser), spread = Lanes.Create(smoothing / vocabulary), factor = Lanes.Create(scale);
        float atLabel = (MathF.Exp(Lanes.LoadOne(row, label, half) - normaliser) - (smoothing / vocabulary) - (1 - smoothing)) * scale;
        for (int i = 0; i < wide; i += 16) ((VectorExponential.Of(Lanes.Load(row, i, half) - shift) - spread) * factor).Store(row, i, half);
        for (int i = wide; i < vocabulary; i++) Lanes.StoreOne((MathF.Exp(Lanes.LoadOne(row, i, half) - normaliser) - (smoothing / vocabulary)) * scale, row, i, half);
        Lanes.StoreOne(atLabel, row, label, half);
    }
}
