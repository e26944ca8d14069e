using Optiglot.Networks;
using CsCheck;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Weights;

/// <summary>The flat layout: who lies where.</summary>
public class ParameterSetTests
{
    private static readonly Gen<(ParameterGroup Group, int Parts, int Rows, int Columns)[]> Layouts =
        Gen.Select(Gen.Enum<ParameterGroup>(), Gen.Int[0, 3], Gen.Int[1, 9], Gen.Int[0, 40]).Array[1, 12];

    [Fact]
    public void ParametersLieApartAlignedAndByGroup() => Sample((parameters, _) =>
    {
        long end = 0;
        ParameterGroup group = 0;
        foreach (Parameter parameter in parameters.All)
        {
            Assert.Equal((end + 15) / 16 * 16, parameter.Offset);
            Assert.True(parameter.Group >= group);
            (end, group) = (parameter.Offset + parameter.Size, parameter.Group);
        }

        Assert.Equal((end + 15) / 16 * 16, parameters.Size);
        Assert.Equal([parameters.Size], parameters.Master.shape);
        Assert.Equal([parameters.Size], parameters.Gradient.shape);
    });

    [Fact]
    public void GroupsAreRangesThatTileTheBuffer() => Sample((parameters, _) =>
    {
        long next = 0;
        foreach (ParameterGroup group in Enum.GetValues<ParameterGroup>())
        {
            (long first, long count) = parameters.RangeOf(group);
            Parameter[] own = [.. parameters.All.Where(each => each.Group == group)];
            if (own.Length == 0)
            {
                Assert.Equal(0, count);
                continue;
            }

            Assert.Equal(next, first);
            Assert.All(own, each => Assert.InRange(each.Offset, first, first + count - each.Size));
            next = first + count;
        }

        Assert.Equal(parameters.Size, next);
    });

    [Fact]
    public void PartsAreSlicesAndEveryNameIsOnDiskOnce() => Sample((parameters, type) =>
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        parameters.Master.copy_(arange(parameters.Size, ScalarType.Float32));
        parameters.RefreshWorking();
        Assert.Equal(parameters.Names.Count(), parameters.Names.Select(each => each.Name).Distinct().Count());
        Assert.Equal(parameters.All.Sum(each => each.Size), parameters.Names.Sum(each => each.Shape.Aggregate(1L, (product, size) => product * size)));
        foreach (Parameter parameter in parameters.All)
        {
            string[] names = parameter.Parts.Count == 0 ? [parameter.Name] : [.. parameter.Parts];
            Tensor whole = cat([.. names.Select(parameters.MasterOf)], 0);
            Assert.Equal(parameter.Offset, whole.flatten()[0].item<float>());
            TinyModel.Close(whole.to(type), parameter.Value, 0);
            Assert.True(parameters.Contains(names[0]));
            Assert.Equal(parameter.Parts.Count == 0, parameters.Contains(parameter.Name));
            parameter.Gradient.fill_(2);
        }

        Assert.Equal(2f * parameters.All.Sum(each => each.Size), parameters.Gradient.to(ScalarType.Float64).sum().item<double>());
        parameters.ClearGradient();
        Assert.All(parameters.All, each => Assert.Equal(0, each.Gradient.abs().max().to(ScalarType.Float32).item<float>()));
    });

    [Fact]
    public void StartingValuesDependOnNameAndSeedAlone()
    {
        using var scope = NewDisposeScope();
        ParameterDeclarations one = new(), same = new(), two = new();
        one.Add("a", Initialization.Normal(1), 30, 30);
        same.Add("a", Initialization.Normal(1), 30, 30);
        two.Add("first", Initialization.Xavier, 7, 7);
        two.Add("a", Initialization.Normal(1), 30, 30);
        using ParameterSet alone = new ParameterSet(one, ScalarType.Float32, CPU, 5), after = new ParameterSet(two, ScalarType.BFloat16, CPU, 5);
        using ParameterSet other = new ParameterSet(same, ScalarType.Float32, CPU, 6);
        TinyModel.Close(alone.MasterOf("a"), after.MasterOf("a"), 0);
        Assert.NotEqual(0, (alone.MasterOf("a") - other.MasterOf("a")).abs().max().item<float>());
        Assert.Equal(0, alone.MasterOf("a").mean().item<float>(), 0.15f);
        Assert.Equal(1, alone.MasterOf("a").std().item<float>(), 0.1f);
        Assert.InRange(after.MasterOf("first").abs().max().item<float>(), 0.5f, MathF.Sqrt(6f / 14));
    }

    [Fact]
    public void NamesAreUnique()
    {
        var builder = new ParameterDeclarations();
        builder.Add("all", ["a", "b"], Initialization.Zero, 4, 2);
        Assert.Throws<ArgumentException>(() => builder.Add("a", Initialization.Zero, 1));
        Assert.Throws<ArgumentException>(() => builder.Add("all", Initialization.Zero, 1));
    }

    [Fact]
    public void OtherComputeTypesAreRefused() =>
        Assert.Throws<ArgumentException>(() => new ParameterSet(new ParameterDeclarations(), ScalarType.Float16, CPU, 1));

    private static void Sample(Action<ParameterSet, ScalarType> check) => Gen.Select(Layouts, Gen.Bool).Sample((layout, half) =>
    {
        var builder = new ParameterDeclarations();
        for (int i = 0; i < layout.Length; i++)
        {
            (ParameterGroup group, int parts, int rows, int columns) = layout[i];
            builder.Group = group;
            string[] names = [.. Enumerable.Range(0, parts).Select(part => $"{i}.{part}")];
            long[] shape = columns == 0 ? [rows * Math.Max(1, parts)] : [rows * Math.Max(1, parts), columns];
            builder.Add($"{i}", names, Initialization.Normal(1), shape);
        }

        ScalarType type = half ? ScalarType.BFloat16 : ScalarType.Float32;
        using ParameterSet parameters = new ParameterSet(builder, type, CPU, 1);
        check(parameters, type);
    }, iter: 100, threads: 1);
}
