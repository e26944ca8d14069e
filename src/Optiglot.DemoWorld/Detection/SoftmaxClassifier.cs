using System.Numerics.Tensors;

namespace Optiglot.DemoWorld;

/// <summary>Multinomial logistic regression, learned by stochastic gradient descent with momentum.</summary>
public sealed class SoftmaxClassifier
{
    private const float LearningRate = 0.03f, Momentum = 0.9f, Decay = 1e-4f;

    /// <summary>Wraps weights.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="features">Numbers a vector.</param>
    /// <param name="weights">`[classes, features+1]`, the bias last.</param>
    /// <exception cref="ArgumentException">The number of weights is another.</exception>
    public SoftmaxClassifier(int classes, int features, float[] weights)
    {
        if (weights.Length != classes * (features + 1))
            throw new ArgumentException($"a classifier of {classes} classes and {features} features has {classes * (features + 1)} weights, got "
                + $"{weights.Length}");
        (Classes, Features, Weights) = (classes, features, weights);
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Numbers a vector.</summary>
    public int Features { get; }

    /// <summary>`[classes, features+1]`, the bias last.</summary>
    public float[] Weights { get; }

    /// <summary>Learns from labelled vectors.</summary>
    /// <param name="vectors">`[samples][features]`, standardised.</param>
    /// <param name="labels">`[samples]`: class of each.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="seed">Seed of the order of samples.</param>
    /// <param name="epochs">Passes over the samples.</param>
    public static SoftmaxClassifier Learn(IReadOnlyList<float[]> vectors, IReadOnlyList<int> labels, int classes, ulong seed, int epochs = 30)
    {
        int features = vectors[0].Length, row = features + 1;
        var learned = new SoftmaxClassifier(classes, features, new float[classes * row]);
        var speed = new float[learned.Weights.Length];
        var order = Enumerable.Range(0, vectors.Count).ToArray();
        var random = new WorldRandom(seed, "classifier");
        var chances = new float[classes];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle<int>(order);
            float rate = LearningRate * (1 - (float)epoch / epochs) / 10;
            foreach (int sample in order)
            {
                learned.Probabilities(vectors[sample], chances);
                for (int c = 0; c < classes; c++)
                    learned.Nudge(speed, c, vectors[sample], chances[c] - (c == labels[sample] ? 1 : 0), rate);
            }
        }
        return learned;
    }

    /// <summary>Writes the probability of each class.</summary>
    /// <param name="vector">`[features]`.</param>
    /// <param name="probabilities">`[classes]`.</param>
    public void Probabilities(ReadOnlySpan<float> vector, Span<float> probabilities)
    {
        int row = Features + 1;
        float highest = float.NegativeInfinity, sum = 0;
        for (int c = 0; c < Classes; c++)
        {
            var weights = Weights.AsSpan(c * row, row);
            probabilities[c] = weights[Features] + TensorPrimitives.Dot(weights[..Features], vector);
            highest = Math.Max(highest, probabilities[c]);
        }
        for (int c = 0; c < Classes; c++) sum += probabilities[c] = MathF.Exp(probabilities[c] - highest);
        for (int c = 0; c < Classes; c++) probabilities[c] /= sum;
    }

    /// <summary>The likeliest class and its probability.</summary>
    public (int Class, float Probability) Best(ReadOnlySpan<float> vector)
    {
        Span<float> chances = stackalloc float[Classes];
        Probabilities(vector, chances);
        int best = 0;
        for (int c = 1; c < Classes; c++) if (chances[c] > chances[best]) best = c;
        return (best, chances[best]);
    }

    private void Nudge(float[] speed, int c, ReadOnlySpan<float> vector, float error, float rate)
    {
        int row = Features + 1;
        var weights = Weights.AsSpan(c * row, row);
        var velocity = speed.AsSpan(c * row, row);
        TensorPrimitives.Multiply(velocity, Momentum, velocity);
        TensorPrimitives.MultiplyAdd(vector, -rate * error, velocity[..Features], velocity[..Features]);
        TensorPrimitives.MultiplyAdd(weights[..Features], -rate * Decay, velocity[..Features], velocity[..Features]);
        velocity[Features] -= rate * error;
        TensorPrimitives.Add(weights, velocity, weights);
    }
}
