using System.Runtime.InteropServices;

namespace Optiglot.Kernels.Tests;

/// <summary>Every kernel on seeded inputs, and a hash of all it gave.</summary>
internal static class KernelBits
{
    private const ulong AttentionKey = 0x0123456789abcdef, NormKey = 0xfedcba9876543210, MaskKey = 0x1122334455667788;

    /// <summary>Name and hash of each kernel in one number format.</summary>
    internal static IEnumerable<(string Name, string Hash)> All(bool isBFloat16)
    {
        KeyMask mask = new(SeededBytes.Real(5, 3, 21), 21);
        yield return ("attention", Attention(new AttentionJob(3, 2, 32, 7, 21, mask, false, 0.3, AttentionKey), isBFloat16));
        yield return ("attention-causal", Attention(new AttentionJob(2, 3, 16, 13, 13, null, true, 0, AttentionKey), isBFloat16));
        yield return ("step-self", StepSelf(isBFloat16));
        yield return ("step-cross", StepCross(isBFloat16));
        yield return ("norm", Norm(new NormCase(new NormJob(300, 48, isBFloat16, 1e-5, 0.25, NormKey))));
        yield return ("cross-entropy", CrossEntropy(isBFloat16));
        yield return ("dropout-mask", Mask(isBFloat16));
        yield return ("embedding-gradient", Embedding(isBFloat16));
        yield return ("column-sums", ColumnSums(isBFloat16));
        yield return ("adamw", AdamW(isBFloat16));
        if (!isBFloat16) yield return ("exponential", Exponential());
    }

    private static string Attention(AttentionJob job, bool isBFloat16)
    {
        AttentionCase all = new(job, isBFloat16, scale: 3);
        return SeededBytes.Hash(all.Outputs, SeededBytes.Bits(all.Statistics), all.QueryGradients, all.MemoryGradients);
    }

    private static string StepSelf(bool isBFloat16)
    {
        const int Heads = 3, Width = 96;
        List<GCHandle> steps = [];
        List<int[]> history = [];
        List<byte[]> results = [];
        int rows = 6;
        foreach (int[] each in (int[][])[[0, 0, 2, 1, 4, 4], [5, 3, 3], [0, 1, 2]])
        {
            steps.Add(GCHandle.Alloc(SeededBytes.Numbers(10 + steps.Count, rows * 3 * Width, isBFloat16, 2), GCHandleType.Pinned));
            history.Add([.. Enumerable.Range(0, rows)]);
            byte[] output = new byte[rows * Width * KernelMemory.SizeOf(isBFloat16)];
            var job = new StepAttentionJob(rows, 1, steps.Count, Heads, Width, isBFloat16);
            StepAttentionKernel.Self(job, [.. steps.Select(step => step.AddrOfPinnedObject())], history, output);
            results.Add(output);
            // The beam goes on from other rows, and shrinks.
            history = [.. history.Select(old => each.Select(row => old[row]).ToArray())];
            rows = each.Length;
        }

        foreach (GCHandle step in steps) step.Free();
        return SeededBytes.Hash(results);
    }

    private static string StepCross(bool isBFloat16)
    {
        const int Heads = 3, Width = 96, Batch = 5, Queries = 4, Keys = 19;
        bool[] real = SeededBytes.Real(23, Batch, Keys);
        Array.Fill(real, false, (Batch - 1) * Keys, Keys);
        byte[] queries = SeededBytes.Numbers(21, Batch * Queries * Width, isBFloat16, 2), output = new byte[queries.Length];
        byte[] memory = SeededBytes.Numbers(22, Batch * Keys * 2 * Width, isBFloat16, 2);
        StepAttentionKernel.Cross(new StepAttentionJob(Batch, Queries, Keys, Heads, Width, isBFloat16), queries, memory, new KeyMask(real, Keys), output);
        return SeededBytes.Hash(output);
    }

    private static string Norm(NormCase all) => SeededBytes.Hash(
        all.Sum, all.Normed, SeededBytes.Bits(all.Moments), all.XGradient, all.YGradient, SeededBytes.Bits(all.WeightGradient));

    private static string CrossEntropy(bool isBFloat16)
    {
        byte[] logits = SeededBytes.Numbers(41, 9 * 1003, isBFloat16, 10);
        CrossEntropyKernel.Sums sums = CrossEntropyKernel.Run(logits, isBFloat16, 1003, SeededBytes.Ids(42, 1003, 9), 0.1, 0.7);
        return SeededBytes.Hash(logits, SeededBytes.Bits(sums.Loss, sums.NegativeLogLikelihood, sums.Right));
    }

    private static string Mask(bool isBFloat16)
    {
        byte[] mask = new byte[(65536 + 777) * KernelMemory.SizeOf(isBFloat16)];
        DropoutMask.Fill(mask, isBFloat16, 0.3, MaskKey);
        return SeededBytes.Hash(mask);
    }

    private static string Embedding(bool isBFloat16)
    {
        byte[] table = SeededBytes.Numbers(51, 300 * 130, isBFloat16);
        EmbeddingGradient.Add(table, 130, isBFloat16, SeededBytes.Ids(53, 300, 5000), SeededBytes.Numbers(52, 5000 * 130, isBFloat16));
        return SeededBytes.Hash(table);
    }

    private static string ColumnSums(bool isBFloat16)
    {
        byte[] gradient = SeededBytes.Numbers(63, 33, isBFloat16);
        float[] totals = new float[33];
        RowSums.Add(SeededBytes.Numbers(62, 700 * 33, isBFloat16), 700, 33, isBFloat16, totals);
        RowSums.AddTo(gradient, isBFloat16, totals);
        return SeededBytes.Hash(gradient);
    }

    private static string AdamW(bool isBFloat16)
    {
        const int Size = (1 << 17) + 48, First = Float32x16.Count;
        int bytes = First * KernelMemory.SizeOf(isBFloat16);
        byte[] gradient = SeededBytes.Numbers(82, Size, isBFloat16);
        float[] master = MemoryMarshal.Cast<byte, float>(SeededBytes.Numbers(81, Size, false)).ToArray();
        float[] mean = MemoryMarshal.Cast<byte, float>(SeededBytes.Numbers(83, Size, false)).ToArray(), variance = [.. Enumerable.Repeat(0.01f, Size)];
        byte[] copy = SeededBytes.Bytes(master, isBFloat16);
        double norm = AdamWKernel.SquaredNorm(gradient.AsSpan(bytes), isBFloat16);
        AdamWKernel.Update(
            gradient.AsSpan(bytes), copy.AsSpan(bytes), isBFloat16, master.AsSpan(First), mean.AsSpan(First), variance.AsSpan(First), Step(3), true);
        AdamWKernel.Update(
            gradient.AsSpan(0, bytes), copy.AsSpan(0, bytes), isBFloat16, master.AsSpan(0, First), mean.AsSpan(0, First), variance.AsSpan(0, First),
            Step(4), false);
        // In float32 the working copy is the masters themselves.
        byte[] working = isBFloat16 ? copy : SeededBytes.Bits(master);
        return SeededBytes.Hash(SeededBytes.Bits(norm), SeededBytes.Bits(master), working, SeededBytes.Bits(mean), SeededBytes.Bits(variance));

        static AdamWStep Step(long steps) => new(0.9, 0.98, 1e-8, 0.1, 0.01, 0.5, steps);
    }

    private static unsafe string Exponential()
    {
        float[] numbers = MemoryMarshal.Cast<byte, float>(SeededBytes.Numbers(71, 16 * 4096, false, 100)).ToArray(), results = new float[numbers.Length];
        fixed (float* from = numbers, to = results)
            for (int i = 0; i < results.Length; i += Float32x16.Count)
                VectorExponential.Of(Float32x16.Load(from + i) - Float32x16.Create(100)).Store(to + i);
        return SeededBytes.Hash(SeededBytes.Bits(results));
    }
}
