namespace Optiglot.Kernels;

/// <summary>
/// Label-smoothed cross-entropy of logits on the CPU: three passes over each row while it is in the cache; the row becomes its own gradient.
/// (libtorch's log-softmax from bf16 to fp32 alone takes several times as long.)
/// </summary>
internal static unsafe class CrossEntropyKernel
{
    /// <summary>Sums over the rows of a chunk.</summary>
    /// <param name="Loss">Label-smoothed cross-entropy.</param>
    /// <param name="NegativeLogLikelihood">Of the labels, without smoothing.</param>
    /// <param name="Right">Rows in which no logit is above the label's.</param>
    internal readonly record struct Sums(double Loss, double NegativeLogLikelihood, long Right);

    /// <summary>Scores logits; with a scale, leaves scale × d loss / d logits in their place.</summary>
    /// <param name="logits">Logits, <c>[rows, vocabulary]</c>.</param>
    /// <param name="isBFloat16">bfloat16, else float32.</param>
    /// <param name="vocabulary">Logits a row.</param>
    /// <param name="labels">The right piece of each row, <c>[rows]</c>.</param>
    /// <param name="smoothing">Mass given to all pieces evenly, 0 to below 1.</param>
    /// <param name="scale">Factor of the gradient; null: the logits stay.</param>
    /// <exception cref="ArgumentException">A label is not a piece of the vocabulary, or the logits are fewer than the labels.</exception>
    internal static Sums Run(Span<byte> logits, bool isBFloat16, int vocabulary, ReadOnlySpan<long> labels, double smoothing, double? scale)
    {
        int rows = labels.Length;
        KernelMemory.Require("cross-entropy: logits", logits, (long)rows * vocabulary, isBFloat16);
        foreach (long label in labels)
            if (label < 0 || label >= vocabulary) throw new ArgumentException($"cross-entropy: label {label} is not one of {vocabulary} pieces");
        double[] losses = new double[rows], likelihoods = new double[rows];
        bool[] right = new bool[rows];
        long[] own = labels.ToArray();
        fixed (byte* bytes = logits)
        {
            nint start = (nint)bytes;
            nint stride = (nint)vocabulary * KernelMemory.SizeOf(isBFloat16);
            ComputeThreads.For(rows, row =>
            {
                byte* at = (byte*)start + (row * stride);
                (losses[row], likelihoods[row], right[row]) = Row(at, vocabulary, isBFloat16, (int)own[row], (float)smoothing, scale);
            });
        }

        return new Sums(losses.Sum(), likelihoods.Sum(), right.LongCount(each => each));
    }

    private static (double Loss, double NegativeLogLikelihood, bool Right) Row(
        byte* row, int vocabulary, bool isBFloat16, int label, float smoothing, double? scale)
    {
        float correct = Float32x16.LoadOne(row, label, isBFloat16);
        Float32x16 most = Float32x16.Create(float.NegativeInfinity), total = Float32x16.Zero;
        int whole = vocabulary / Float32x16.Count * Float32x16.Count;
        for (int i = 0; i < whole; i += Float32x16.Count)
        {
            Float32x16 x = Float32x16.Load(row, i, isBFloat16);
            most = Float32x16.Max(most, x);
            total += x;
        }

        float largest = Float32x16.Largest(most);
        double sum = Float32x16.Sum(total);
        for (int i = whole; i < vocabulary; i++)
        {
            largest = Math.Max(largest, Float32x16.LoadOne(row, i, isBFloat16));
            sum += Float32x16.LoadOne(row, i, isBFloat16);
        }

        Float32x16 exponentials = Float32x16.Zero, shift = Float32x16.Create(largest);
        for (int i = 0; i < whole; i += Float32x16.Count) exponentials += VectorExponential.Of(Float32x16.Load(row, i, isBFloat16) - shift);
        double mass = Float32x16.Sum(exponentials);
        for (int i = whole; i < vocabulary; i++) mass += MathF.Exp(Float32x16.LoadOne(row, i, isBFloat16) - largest);
        double normaliser = largest + Math.Log(mass);
        double likelihood = normaliser - correct;
        // Without smoothing a logit of −∞ elsewhere must not turn the loss into 0 × ∞.
        double loss = smoothing == 0 ? likelihood : ((1 - smoothing) * likelihood) + (smoothing * (normaliser - (sum / vocabulary)));
        if (scale is { } factor) Gradient(row, vocabulary, isBFloat16, label, smoothing, (float)normaliser, (float)factor);
        return (loss, likelihood, correct >= largest);
    }

    // scale × (softmax − smoothing / vocabulary − (1 − smoothing) at the label).
    private static void Gradient(byte* row, int vocabulary, bool isBFloat16, int label, float smoothing, float normaliser, float scale)
    {
        int whole = vocabulary / Float32x16.Count * Float32x16.Count;
        float even = smoothing / vocabulary;
        Float32x16 shift = Float32x16.Create(normaliser), spread = Float32x16.Create(even), factor = Float32x16.Create(scale);
        float atLabel = (MathF.Exp(Float32x16.LoadOne(row, label, isBFloat16) - normaliser) - even - (1 - smoothing)) * scale;
        for (int i = 0; i < whole; i += Float32x16.Count)
            ((VectorExponential.Of(Float32x16.Load(row, i, isBFloat16) - shift) - spread) * factor).Store(row, i, isBFloat16);
        for (int i = whole; i < vocabulary; i++)
            Float32x16.StoreOne((MathF.Exp(Float32x16.LoadOne(row, i, isBFloat16) - normaliser) - even) * scale, row, i, isBFloat16);
        Float32x16.StoreOne(atLabel, row, label, isBFloat16);
    }
}
