namespace Optiglot.Networks;

/// <summary>The linear map through which regions enter a network.</summary>
internal static class RegionProjection
{
    /// <summary>
    /// Declares it: from a region's features and box to <paramref name="width"/>. Features come as the detector made them, box numbers beside them: too uneven
    /// for 8 bits.
    /// </summary>
    internal static Linear Of(ParameterDeclarations declarations, string name, EncoderOptions options, int width, Initialization initialization) =>
        new(declarations, name, options.RegionWidth(), width, initialization) { IsExact = true };
}
