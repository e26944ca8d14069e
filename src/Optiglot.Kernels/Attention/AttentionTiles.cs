using System.Runtime.CompilerServices;

namespace Optiglot.Kernels;

/// <summary>
/// The three products of attention, for <see cref="Height"/> queries at a time, in float32. Matrices are row after row; widths are multiples of 16.
/// </summary>
internal static unsafe class AttentionTiles
{
    /// <summary>Queries a tile.</summary>
    internal const int Height = 4;

    /// <summary><c>scores = rows · columns</c>: <c>[4, depth]</c> × <c>[depth, width]</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Multiply(float* rows, float* columns, float* scores, int depth, int width)
    {
        for (int j = 0; j < width; j += Float32x16.Count)
        {
            Float32x16 a = Float32x16.Zero, b = a, c = a, d = a;
            for (int k = 0; k < depth; k++)
            {
                Float32x16 column = Float32x16.Load(columns + (k * width) + j);
                a = Float32x16.FusedMultiplyAdd(Float32x16.Create(rows[k]), column, a);
                b = Float32x16.FusedMultiplyAdd(Float32x16.Create(rows[depth + k]), column, b);
                c = Float32x16.FusedMultiplyAdd(Float32x16.Create(rows[(2 * depth) + k]), column, c);
                d = Float32x16.FusedMultiplyAdd(Float32x16.Create(rows[(3 * depth) + k]), column, d);
            }

            a.Store(scores + j);
            b.Store(scores + width + j);
            c.Store(scores + (2 * width) + j);
            d.Store(scores + (3 * width) + j);
        }
    }

    /// <summary><c>results = weights · values</c>: the first <paramref name="keys"/> of <c>[4, width]</c> × <c>[keys, depth]</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void MultiplyByRows(float* weights, float* values, float* results, int keys, int width, int depth)
    {
        for (int k = 0; k < depth; k += Float32x16.Count)
        {
            Float32x16 a = Float32x16.Zero, b = a, c = a, d = a;
            for (int j = 0; j < keys; j++)
            {
                Float32x16 value = Float32x16.Load(values + (j * depth) + k);
                a = Float32x16.FusedMultiplyAdd(Float32x16.Create(weights[j]), value, a);
                b = Float32x16.FusedMultiplyAdd(Float32x16.Create(weights[width + j]), value, b);
                c = Float32x16.FusedMultiplyAdd(Float32x16.Create(weights[(2 * width) + j]), value, c);
                d = Float32x16.FusedMultiplyAdd(Float32x16.Create(weights[(3 * width) + j]), value, d);
            }

            a.Store(results + k);
            b.Store(results + depth + k);
            c.Store(results + (2 * depth) + k);
            d.Store(results + (3 * depth) + k);
        }
    }

    /// <summary>
    /// <c>sums += weightsᵀ · rows</c>: the first <paramref name="keys"/> of <c>[width, 4]</c> × <c>[4, depth]</c>, added to <c>[keys, depth]</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void AddTransposed(float* weights, float* rows, float* sums, int keys, int width, int depth)
    {
        for (int k = 0; k < depth; k += Float32x16.Count)
        {
            Float32x16 a = Float32x16.Load(rows + k), b = Float32x16.Load(rows + depth + k);
            Float32x16 c = Float32x16.Load(rows + (2 * depth) + k), d = Float32x16.Load(rows + (3 * depth) + k);
            for (int j = 0; j < keys; j++)
            {
                float* sum = sums + (j * depth) + k;
                Float32x16 x = Float32x16.FusedMultiplyAdd(Float32x16.Create(weights[j]), a, Float32x16.Load(sum));
                Float32x16 y = Float32x16.Create(weights[width + j]) * b;
                x = Float32x16.FusedMultiplyAdd(Float32x16.Create(weights[(2 * width) + j]), c, x);
                y = Float32x16.FusedMultiplyAdd(Float32x16.Create(weights[(3 * width) + j]), d, y);
                (x + y).Store(sum);
            }
        }
    }
}
