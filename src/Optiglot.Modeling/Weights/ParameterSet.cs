using Optiglot.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// All parameters of a model in three flat buffers: fp32 masters, the working copy the network computes with, and its gradient.
/// One fused update walks the buffers; a group or a layer is a contiguous range. With float32 the working copy is the master.
/// </summary>
public sealed class ParameterSet : IDisposable
{
    // Kernels see a buffer as one span of bytes.
    private const long MostElements = int.MaxValue / sizeof(float);

    private readonly Dictionary<string, (Parameter Parameter, int Part)> byName = [];

    private readonly Parameter[] byIndex;

    /// <summary>Allocates all declared parameters, by group, and draws their first values.</summary>
    /// <param name="declarations">A network's parameters.</param>
    /// <param name="compute">Type the network computes in: float32 or bfloat16.</param>
    /// <param name="device">Where they live; <c>meta</c> gives names and shapes only.</param>
    /// <param name="seed">Seed of the initial values.</param>
    /// <exception cref="ArgumentException">The type is neither of both, or the network is too large for a buffer.</exception>
    public ParameterSet(ParameterDeclarations declarations, ScalarType compute, Device device, ulong seed)
    {
        if (compute is not (ScalarType.Float32 or ScalarType.BFloat16)) throw new ArgumentException($"compute type {compute} is neither float32 nor bfloat16");
        byIndex = [.. declarations.All.Select(declaration => new Parameter(declaration))];
        Parameter[] all = [.. byIndex.OrderBy(parameter => parameter.Group)];
        All = all;
        ComputeType = compute;
        Device = device;
        long offset = 0;
        foreach (Parameter parameter in all)
        {
            parameter.Offset = offset;
            // 16 elements: rows of every view start on a 64-byte line in fp32.
            offset += (parameter.Size + 15) / 16 * 16;
            for (int part = 0; part < parameter.Parts.Count; part++) byName.Add(parameter.Parts[part], (parameter, part));
            if (parameter.Parts.Count == 0) byName.Add(parameter.Name, (parameter, -1));
        }

        if (offset > MostElements && device.type != DeviceType.META)
            throw new ArgumentException(
                FormattableString.Invariant($"the network has {offset:N0} parameters, and a buffer holds {MostElements:N0}: make it narrower or shallower"));
        Size = offset;
        Master = zeros(offset, ScalarType.Float32, device).DetachFromDisposeScope();
        if (device.type != DeviceType.META) ParameterInitializer.Fill(this, seed);
        Working = compute == ScalarType.Float32 ? Master : Master.to(compute).DetachFromDisposeScope();
        Gradient = zeros(offset, compute, device).DetachFromDisposeScope();
        foreach (Parameter parameter in all) Bind(parameter);
    }

    /// <summary>All parameters, in buffer order.</summary>
    public IReadOnlyList<Parameter> All { get; }

    /// <summary>Type of <see cref="Working"/> and <see cref="Gradient"/>.</summary>
    public ScalarType ComputeType { get; }

    /// <summary>Where the buffers live.</summary>
    public Device Device { get; }

    /// <summary>Elements of a buffer, alignment included.</summary>
    public long Size { get; }

    /// <summary>The float32 numbers that the optimiser changes, parameter after parameter, <c>[size]</c>.</summary>
    public Tensor Master { get; }

    /// <summary>What the network computes with, <c>[size]</c>; <see cref="Master"/> itself in float32.</summary>
    public Tensor Working { get; }

    /// <summary>Gradients, <c>[size]</c>; they add up until <see cref="ClearGradient"/>.</summary>
    public Tensor Gradient { get; }

    /// <summary>The memory of a declared parameter.</summary>
    public Parameter this[ParameterDeclaration declaration] => byIndex[declaration.Index];

    /// <summary>Names on disk with shapes, in buffer order.</summary>
    public IEnumerable<(string Name, long[] Shape, ParameterGroup Group)> Names =>
        All.SelectMany(parameter => parameter.Parts.Count == 0
            ? [(parameter.Name, parameter.Shape.ToArray(), parameter.Group)]
            : parameter.Parts.Select(part => (part, PartShape(parameter), parameter.Group)));

    /// <summary>The float32 master of a tensor by its name on disk; a new view, to be disposed by the caller or its scope.</summary>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    public Tensor MasterOf(string name)
    {
        (Parameter parameter, int part) = byName[name];
        if (part < 0) return Master.narrow(0, parameter.Offset, parameter.Size).view([.. parameter.Shape]);
        long size = parameter.Size / parameter.Parts.Count;
        return Master.narrow(0, parameter.Offset + (part * size), size).view(PartShape(parameter));
    }

    /// <summary>Whether there is a tensor of this name on disk.</summary>
    public bool Contains(string name) => byName.ContainsKey(name);

    /// <summary>Copies the masters to the working copy; needed after masters were written, except by the optimiser, which does both.</summary>
    public void RefreshWorking()
    {
        if (ReferenceEquals(Working, Master)) return;
        using var _ = no_grad();
        Working.copy_(Master);
    }

    /// <summary>Sets all gradients to zero.</summary>
    public void ClearGradient() => Gradient.zero_();

    /// <summary>Freezes or frees a group: frozen parameters get no gradient.</summary>
    public void SetTrainable(ParameterGroup group, bool trainable)
    {
        foreach (Parameter parameter in All)
            if (parameter.Group == group) parameter.Value.requires_grad = trainable;
    }

    /// <summary>The range of the flat buffers a group takes: first element and number of elements.</summary>
    public (long Offset, long Count) RangeOf(ParameterGroup group)
    {
        Parameter[] own = [.. All.Where(parameter => parameter.Group == group)];
        if (own.Length == 0) return (0, 0);
        long end = All.Where(parameter => parameter.Group > group).Select(parameter => parameter.Offset).DefaultIfEmpty(Size).Min();
        return (own[0].Offset, end - own[0].Offset);
    }

    /// <summary>Frees the flat buffers and all that looks into them.</summary>
    public void Dispose()
    {
        foreach (Parameter parameter in All)
        {
            parameter.Value.Dispose();
            parameter.Gradient.Dispose();
        }

        Gradient.Dispose();
        if (!ReferenceEquals(Working, Master)) Working.Dispose();
        Master.Dispose();
    }

    private static long[] PartShape(Parameter parameter) => [parameter.Shape[0] / parameter.Parts.Count, .. parameter.Shape.Skip(1)];

    private void Bind(Parameter parameter)
    {
        long[] shape = [.. parameter.Shape];
        using var scope = NewDisposeScope();
        parameter.Value = Working.narrow(0, parameter.Offset, parameter.Size).view(shape).detach().requires_grad_(true).DetachFromDisposeScope();
        parameter.Gradient = Gradient.narrow(0, parameter.Offset, parameter.Size).view(shape).DetachFromDisposeScope();
        if (Device.type != DeviceType.META) parameter.Value.grad = parameter.Gradient;
    }
}
