using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Draws initial values: each parameter from a stream of its own name, so that adding one changes no other.</summary>
internal static class ParameterInitializer
{
    internal static void Fill(ParameterSet set, ulong seed)
    {
        foreach (Parameter parameter in set.All)
        {
            using var scope = NewDisposeScope();
            Tensor target = set.Master.narrow(0, parameter.Offset, parameter.Size);
            switch (parameter.Declaration.Initialization.Kind)
            {
                case InitializationKind.Constant:
                    if (parameter.Declaration.Initialization.Scale != 0) target.FillWith(parameter.Declaration.Initialization.Scale);
                    break;
                case InitializationKind.Normal:
                    target.copy_(Draw(parameter, seed, random => Gaussian(random) * (float)parameter.Declaration.Initialization.Scale));
                    break;
                case InitializationKind.Xavier:
                    long rows = parameter.Shape[0] / Math.Max(1, parameter.Parts.Count), columns = parameter.Shape[^1];
                    float limit = MathF.Sqrt(6f / (rows + columns));
                    target.copy_(Draw(parameter, seed, random => ((2 * random.NextSingle()) - 1) * limit));
                    break;
            }
        }
    }

    private static Tensor Draw(Parameter parameter, ulong seed, Func<Random, float> next)
    {
        var random = new Random(unchecked((int)StableHash.Of(parameter.Name, seed)));
        float[] values = new float[parameter.Size];
        for (int i = 0; i < values.Length; i++) values[i] = next(random);
        return tensor(values);
    }

    // Box and Muller's transform.
    private static float Gaussian(Random random) =>
        MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
}
