using System.Runtime.Intrinsics;

namespace Optiglot.Modeling;

/// <summary>The three products of attention, for <see cref="Height"/> queries at a time, in float32. Matrices are row after row; widths are multiples of 16.</summary>
internal static unsafe class AttentionTiles
{
    /// <summary>Queries a tile.</summary>
    internal const int Height = 4;

    /// <summary><c>scores = rows · columns</c>: <c>[4, depth] × [depth, wide]</c>.</summary>
    internal static void Score(float* rows, float* columns, float* scores, int depth, int wide)
    {
        for (int j = 0; j < wide; j += Lanes.Count)
        {
            Vector512<float> a = Vector512<float>.Zero, b = a, c = a, d = a;
            for (int k = 0; k < depth; k++)
            {
                Vector512<float> column = Vector512.Load(columns + (k * wide) + j);
                a = Vector512.FusedMultiplyAdd(Vector512.Create(rows[k]), column, a);
                b = Vector512.FusedMultiplyAdd(Vector512.Create(rows[depth + k]), column, b);
                c = Vector512.FusedMultiplyAdd(Vector512.Create(rows[(2 * depth) + k]), column, c);
                d = Vector512.FusedMultiplyAdd(Vector512.Create(rows[(3 * depth) + k]), column, d);
            }

            a.Store(scores + j);
            b.Store(scores + wide + j);
            c.Store(scores + (2 * wide) + j);
            d.Store(scores + (3 * wide) + j);
        }
    }

    /// <summary><c>mixed = weights · values</c>: the first <paramref name="keys"/> of <c>[4, wide]</c> × <c>[keys, depth]</c>.</summary>
    internal static void Mix(float* weights, float* values, float* mixed, int keys, int wide, int depth)
    {
        for (int k = 0; k < depth; k += Lanes.Count)
        {
            Vector512<float> a = Vector512<float>.Zero, b = a, c = a, d = a;
            for (int j = 0; j < keys; j++)
            {
                Vector512<float> value = Vector512.Load(values + (j * depth) + k);
                a = Vector512.FusedMultiplyAdd(Vector512.Create(weights[j]), value, a);
                b = Vector512.FusedMultiplyAdd(Vector512.Create(weights[wide + j]), value, b);
                c = Vector512.FusedMultiplyAdd(Vector512.Create(weights[(2 * wide) + j]), value, c);
                d = Vector512.FusedMultiplyAdd(Vector512.Create(weights[(3 * wide) + j]), value, d);
            }

            a.Store(mixed + k);
            b.Store(mixed + depth + k);
            c.Store(mixed + (2 * depth) + k);
            d.Store(mixed + (3 * depth) + k);
        }
    }

    /// <summary><c>sums += weightsᵀ · rows</c>: the first <paramref name="keys"/> of <c>[wide, 4]</c> × <c>[4, depth]</c>, added to <c>[keys, depth]</c>.</summary>
    internal static void Spread(float* weights, float* rows, float* sums, int keys, int wide, int depth)
    {
        for (int k = 0; k < depth; k += Lanes.Count)
        {
            Vector512<float> a = Vector512.Load(rows + k), b = Vector512.Load(rows + depth + k), c = Vector512.Load(rows + (2 * depth) + k), d = Vector512.Load(rows + (3 * depth) + k);
            for (int j = 0; j < keys; j++)
            {
                float* sum = sums + (j * depth) + k;
                Vector512<float> x = Vector512.FusedMultiplyAdd(Vector512.Create(weights[j]), a, Vector512.Load(sum));
                Vector512<float> y = Vector512.Create(weights[wide + j]) * b;
                x = Vector512.FusedMultiplyAdd(Vector512.Create(weights[(2 * wide) + j]), c, x);
                y = Vector512.FusedMultiplyAdd(Vector512.Create(weights[(3 * wide) + j]), d, y);
                (x + y).Store(sum);
            }
        }
    }
}
