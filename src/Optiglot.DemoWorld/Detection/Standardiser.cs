namespace Optiglot.DemoWorld;

/// <summary>Brings every number of a vector to mean 0 and deviation 1, as measured on samples.</summary>
/// <param name="Mean">`[features]`.</param>
/// <param name="Scale">`[features]`: 1 / standard deviation.</param>
public sealed record Standardiser(float[] Mean, float[] Scale)
{
    /// <summary>Values beyond this many deviations are cut: a strange picture must not throw a network off its range.</summary>
    private const float Limit = 5;

    /// <summary>Measures samples `[samples][features]`.</summary>
    public static Standardiser Measure(IReadOnlyList<float[]> samples)
    {
        int width = samples[0].Length;
        float[] mean = new float[width], scale = new float[width];
        for (int i = 0; i < width; i++)
        {
            double average = samples.Average(s => (double)s[i]);
            double variance = samples.Average(s => (s[i] - average) * (s[i] - average));
            (mean[i], scale[i]) = ((float)average, variance > 1e-10 ? (float)(1 / Math.Sqrt(variance)) : 1);
        }
        return new(mean, scale);
    }

    /// <summary>Standardises in place.</summary>
    public float[] Apply(float[] vector)
    {
        for (int i = 0; i < vector.Length; i++) vector[i] = Math.Clamp((vector[i] - Mean[i]) * Scale[i], -Limit, Limit);
        return vector;
    }
}
