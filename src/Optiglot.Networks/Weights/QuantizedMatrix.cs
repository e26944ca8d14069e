namespace Optiglot.Networks;

/// <summary>A matrix in 8 bits, symmetric about zero, with a scale for each row: <c>weight ≈ value · scale</c>. Rounding it again changes nothing.</summary>
/// <param name="Values"><c>[rows, columns]</c>, from −127 to 127.</param>
/// <param name="Scales"><c>[rows]</c>.</param>
public sealed record QuantizedMatrix(sbyte[] Values, float[] Scales)
{
    private const float Largest = 127;

    /// <summary>Rounds a matrix <c>[rows, columns]</c>; the largest number of each row becomes ±127.</summary>
    public static QuantizedMatrix Of(ReadOnlySpan<float> weights, int rows)
    {
        int columns = weights.Length / rows;
        var (values, scales) = (new sbyte[weights.Length], new float[rows]);
        for (int row = 0; row < rows; row++)
        {
            var line = weights.Slice(row * columns, columns);
            float largest = 0;
            foreach (float weight in line) largest = Math.Max(largest, Math.Abs(weight));
            // A row of zeros stays one, whatever its scale.
            scales[row] = largest == 0 ? 1 : largest / Largest;
            for (int column = 0; column < columns; column++) values[row * columns + column] = (sbyte)MathF.Round(line[column] / scales[row]);
        }

        return new QuantizedMatrix(values, scales);
    }

    /// <summary>The matrix in single precision, <c>[rows, columns]</c>.</summary>
    public float[] Restored()
    {
        int columns = Values.Length / Scales.Length;
        float[] weights = new float[Values.Length];
        for (int at = 0; at < weights.Length; at++) weights[at] = Values[at] * Scales[at / columns];
        return weights;
    }

    /// <summary>The values as the right-hand side of a product, <c>[columns, rows]</c>.</summary>
    public byte[] Transposed()
    {
        int rows = Scales.Length, columns = Values.Length / rows;
        byte[] turned = new byte[Values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) turned[column * rows + row] = (byte)Values[row * columns + column];
        }

        return turned;
    }
}
