using System.Runtime.CompilerServices;

namespace Optiglot.Modeling;

/// <summary>The three products of attention, for <see cref="Height"/> queries at a time, in float32. Matrices are row after row; widths are multiples of 16.</summary>
internal static unsafe class AttentionTiles
{
    /// <summary>Queries a tile.</summary>
    internal const int Height = 4;

    /// <summary><c>scores = rows · columns</c>: <c>[4, depth] × [depth, wide]</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Score(float* rows, float* columns, float* scores, int depth, int wide)
    {
        for (int j = 0; j < wide; j += Lanes.Count)
        {
            Lanes a = Lanes.Zero, b = a, c = a, d = a;
            for (int k = 0; k < depth; k++)
            {
                Lanes column = Lanes.Load(columns + (k * wide) + j);
                a = Lanes.FusedMultiplyAdd(Lanes.Create(rows[k]), column, a);
                b = Lanes.FusedMultiplyAdd(Lanes.Create(rows[depth + k]), column, b);
                c = Lanes.FusedMultiplyAdd(Lanes.Create(rows[(2 * depth) + k]), column, c);
                d = Lanes.FusedMultiplyAdd(Lanes.Create(rows[(3 * depth) + k]), column, d);
            }

            a.Store(scores + j);
            b.Store(scores + wide + j);
            c.Store(scores + (2 * wide) + j);
            d.Store(scores + (3 * wide) + j);
        }
    }

    /// <summary><c>mixed = weights · values</c>: the first <paramref name="keys"/> of <c>[4, wide]</c> × <c>[keys, depth]</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Mix(float* weights, float* values, float* mixed, int keys, int wide, int depth)
    {
        for (int k = 0; k < depth; k += Lanes.Count)
        {
            Lanes a = Lanes.Zero, b = a, c = a, d = a;
            for (int j = 0; j < keys; j++)
            {
                Lanes value = Lanes.Load(values + (j * depth) + k);
                a = Lanes.FusedMultiplyAdd(Lanes.Create(weights[j]), value, a);
                b = Lanes.FusedMultiplyAdd(Lanes.Create(weights[wide + j]), value, b);
                c = Lanes.FusedMultiplyAdd(Lanes.Create(weights[(2 * wide) + j]), value, c);
                d = Lanes.FusedMultiplyAdd(Lanes.Create(weights[(3 * wide) + j]), value, d);
            }

            a.Store(mixed + k);
            b.Store(mixed + depth + k);
            c.Store(mixed + (2 * depth) + k);
            d.Store(mixed + (3 * depth) + k);
        }
    }

    /// <summary><c>sums += weightsᵀ · rows</c>: the first <paramref name="keys"/> of <c>[wide, 4]</c> × <c>[4, depth]</c>, added to <c>[keys, depth]</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Spread(float* weights, float* rows, float* sums, int keys, int wide, int depth)
    {
        for (int k = 0; k < depth; k += Lanes.Count)
        {
            Lanes a = Lanes.Load(rows + k), b = Lanes.Load(rows + depth + k), c = Lanes.Load(rows + (2 * depth) + k), d = Lanes.Load(rows + (3 * depth) + k);
            for (int j = 0; j < keys; j++)
            {
                float* sum = sums + (j * depth) + k;
                Lanes x = Lanes.FusedMultiplyAdd(Lanes.Create(weights[j]), a, Lanes.Load(sum));
                Lanes y = Lanes.Create(weights[wide + j]) * b;
                x = Lanes.FusedMultiplyAdd(Lanes.Create(weights[(2 * wide) + j]), c, x);
                y = Lanes.FusedMultiplyAdd(Lanes.Create(weights[(3 * wide) + j]), d, y);
                (x + y).Store(sum);
            }
        }
    }
}
