using System.Runtime.InteropServices;
using Optiglot.Kernels;
using Optiglot.Modeling;
using Optiglot.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>
/// AdamW over the flat buffers of a parameter set: one pass reads gradient, moments and master and writes moments, master and working copy.
/// On the CPU it is a vectorised kernel of ours; elsewhere the same formula in whole-buffer tensor operations.
/// </summary>
public sealed class AdamW : IDisposable
{
    private readonly ParameterSet parameters;
    private readonly AdamWOptions options;
    private readonly (long First, long Count, bool Decays, double Rate)[] ranges;

    /// <summary>Makes an optimiser for some groups, each with its factor on the learning rate.</summary>
    public AdamW(ParameterSet parameters, AdamWOptions options, IReadOnlyDictionary<ParameterGroup, double> groups)
    {
        this.parameters = parameters;
        this.options = options;
        ranges = [.. Ranges(parameters, groups)];
        Mean = zeros_like(parameters.Master).DetachFromDisposeScope();
        Variance = zeros_like(parameters.Master).DetachFromDisposeScope();
    }

    /// <summary>Which parts of the flat buffers are trained: first and count.</summary>
    internal IEnumerable<(long First, long Count)> Trained => ranges.Select(range => (range.First, range.Count));

    /// <summary>Number of updates made so far.</summary>
    public long Steps { get; set; }

    /// <summary>First moments, float32 <c>[size]</c>.</summary>
    public Tensor Mean { get; }

    /// <summary>Second moments, float32 <c>[size]</c>.</summary>
    public Tensor Variance { get; }

    /// <summary>Whether whole-buffer tensor operations compute, on the CPU too: for tests.</summary>
    internal bool InTensors { get; init; }

    /// <summary>Updates the parameters from their gradients and clears these. Does not wait for a device.</summary>
    /// <param name="rate">Learning rate of this step.</param>
    /// <returns>The gradient's norm before clipping, float64 <c>[]</c> where the parameters are, to be disposed by the caller.</returns>
    /// <exception cref="DivergenceException">The gradient is not finite. On devices this cannot be known yet: such a gradient counts as 0, and the norm tells
    /// of it.</exception>
    public Tensor Step(double rate)
    {
        using var quiet = no_grad();
        Tensor norm = InTensors || parameters.Device.type != DeviceType.CPU ? StepInTensors(rate) : StepOnProcessor(rate);
        parameters.ClearGradient();
        return norm;
    }

    /// <summary>The error of a gradient that is not finite.</summary>
    internal static DivergenceException NotFinite(string when) =>
        new($"training has diverged: the gradient is not finite {when}; lower the learning rate, warm up for longer, or train in fp32");

    /// <summary>Frees the moments of all parameters.</summary>
    public void Dispose()
    {
        Mean.Dispose();
        Variance.Dispose();
    }

    // Neighbouring parameters of the same kind form one range.
    private static IEnumerable<(long First, long Count, bool Decays, double Rate)> Ranges(
        ParameterSet parameters, IReadOnlyDictionary<ParameterGroup, double> groups)
    {
        (long First, long End, bool Decays, double Rate)? open = null;
        foreach (Parameter parameter in parameters.All.Where(parameter => groups.ContainsKey(parameter.Group)))
        {
            long end = parameter.Offset + ((parameter.Size + 15) / 16 * 16);
            double rate = groups[parameter.Group];
            if (open is { } range && range.End == parameter.Offset && range.Decays == parameter.Decays && range.Rate == rate)
            {
                open = range with { End = end };
                continue;
            }

            if (open is { } done) yield return (done.First, done.End - done.First, done.Decays, done.Rate);
            open = (parameter.Offset, end, parameter.Decays, rate);
        }

        if (open is { } last) yield return (last.First, last.End - last.First, last.Decays, last.Rate);
    }

    private Tensor StepOnProcessor(double rate)
    {
        bool isBFloat16 = parameters.ComputeType == ScalarType.BFloat16;
        int size = isBFloat16 ? sizeof(ushort) : sizeof(float);
        double norm = Math.Sqrt(ranges.Sum(range => AdamWKernel.SquaredNorm(Bytes(parameters.Gradient, range.First, range.Count), isBFloat16)));
        if (!double.IsFinite(norm)) throw NotFinite($"at step {Steps + 1}");
        double scale = options.ClipNorm > 0 && norm > options.ClipNorm ? options.ClipNorm / norm : 1;
        Steps++;
        foreach ((long first, long count, bool decays, double factor) in ranges)
        {
            AdamWKernel.Update(
                Bytes(parameters.Gradient, first, count), Bytes(parameters.Working, first, count), isBFloat16, Floats(parameters.Master, first, count),
                Floats(Mean, first, count), Floats(Variance, first, count), Numbers(rate * factor, scale), decays);
        }

        return tensor(norm, ScalarType.Float64);

        Span<byte> Bytes(Tensor buffer, long from, long length) => buffer.bytes.Slice((int)from * size, (int)length * size);
    }

    private AdamWStep Numbers(double rate, double gradientScale) =>
        new(options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay, rate, gradientScale, Steps);

    private static Span<float> Floats(Tensor buffer, long first, long count) => MemoryMarshal.Cast<byte, float>(buffer.bytes).Slice((int)first, (int)count);

    private Tensor StepInTensors(double rate)
    {
        using var scope = NewDisposeScope();
        Steps++;
        Tensor norm =
            stack(
            [.. ranges.Select(range =>
            parameters.Gradient.narrow(0, range.First, range.Count).to(ScalarType.Float32).square().sum(ScalarType.Float64))]).sum().sqrt();
        Tensor scale = ones_like(norm);
        if (options.ClipNorm > 0)
        {
            Tensor limit = Arithmetic.FullLike(norm, options.ClipNorm);
            scale = limit / maximum(norm, limit);
        }

        scale = where(norm.isfinite(), scale, zeros_like(scale)).to(ScalarType.Float32);
        foreach ((long first, long count, bool decays, double factor) in ranges) UpdateInTensors(first, count, Numbers(rate * factor, 1), decays, scale);
        return norm.MoveToOuterDisposeScope();
    }

    private void UpdateInTensors(long first, long count, AdamWStep step, bool decays, Tensor scale)
    {
        using var scope = NewDisposeScope();
        // In place: the gradient is cleared afterwards anyway.
        Tensor gradient = parameters.Gradient.narrow(0, first, count).to(ScalarType.Float32).nan_to_num_().mul_(scale);
        Tensor mean = Mean.narrow(0, first, count), variance = Variance.narrow(0, first, count), master = parameters.Master.narrow(0, first, count);
        mean.TimesInPlace(step.Beta1).AddTo(gradient, 1 - step.Beta1);
        variance.TimesInPlace(step.Beta2).AddTo(gradient.square(), 1 - step.Beta2);
        if (decays) master.TimesInPlace(1 - step.Decay);
        master.AddTo(mean / variance.Times(step.VarianceCorrection).sqrt_().AddTo(step.Epsilon), -step.Rate);
        if (!ReferenceEquals(parameters.Working, parameters.Master)) parameters.Working.narrow(0, first, count).copy_(master);
    }
}
