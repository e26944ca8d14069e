using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>Which number format to compute in.</summary>
public static class ComputeType
{
    /// <summary>A number format as libtorch's type.</summary>
    public static ScalarType Of(Precision precision) => precision == Precision.Bf16 ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <summary>
    /// bf16 on processors with instructions for it and on cards, where it takes a half to a quarter of fp32's time; else fp32, since without instructions bf16
    /// is several times slower. (libtorch's interface here does not tell a card's age: for those before NVIDIA's Ampere, name fp32.)
    /// </summary>
    public static Precision Fastest(Device device) => device.type != DeviceType.CPU || ProcessorFeatures.Bf16 ? Precision.Bf16 : Precision.Fp32;

    /// <summary>What a user should know of a stage's format on this machine; null: nothing.</summary>
    internal static string? Warning(Precision precision, Device device) => precision == Precision.Bf16 && Fastest(device) == Precision.Fp32
        ? "precision: bf16, which this processor has no instructions for: expect many times the time of fp32. Leave `precision` out of the recipe, or set "
            + "it to fp32, and start a new run."
        : null;

    /// <summary>The recipe with a number format in each stage that names none.</summary>
    internal static Recipe Settle(Recipe recipe, Device device)
    {
        Precision fastest = Fastest(device);
        return recipe with
        {
            Pretrain = recipe.Pretrain with { Captions = Settle(recipe.Pretrain.Captions, fastest), Pairs = Settle(recipe.Pretrain.Pairs, fastest) },
            EndToEnd = Settle(recipe.EndToEnd, fastest),
            Stage1 = Settle(recipe.Stage1, fastest),
            Stage2 = Settle(recipe.Stage2, fastest),
        };
    }

    private static T? Settle<T>(T? section, Precision fastest) where T : OptimisationSection =>
        section is null || section.Precision is not null ? section : (T)((OptimisationSection)section with { Precision = fastest });
}
