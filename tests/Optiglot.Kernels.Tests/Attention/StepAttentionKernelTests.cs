using System.Runtime.InteropServices;

namespace Optiglot.Kernels.Tests;

public unsafe class StepAttentionKernelTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 16, false)]
    [InlineData(3, 2, 7, 2, 32, false)]
    [InlineData(3, 2, 7, 2, 32, true)]
    [InlineData(40, 5, 51, 3, 96, false)]
    [InlineData(40, 5, 51, 3, 96, true)]
    public void AttentionToAMemoryEqualsItsSlowTwin(int batch, int queries, int keys, int heads, int width, bool isBFloat16)
    {
        byte[] asked = SeededBytes.Numbers(1, batch * queries * width, isBFloat16, 2);
        byte[] memory = SeededBytes.Numbers(2, batch * keys * 2 * width, isBFloat16, 2);
        bool[] real = SeededBytes.Real(3, batch, keys);
        // The last sentence has nothing real.
        Array.Fill(real, false, (batch - 1) * keys, keys);
        var mask = new KeyMask(real, keys);
        byte[] results = new byte[asked.Length];
        StepAttentionKernel.Cross(new StepAttentionJob(batch, queries, keys, heads, width, isBFloat16), asked, memory, mask, results);
        double[][] rows = [.. SeededBytes.Doubles(memory, isBFloat16).Chunk(width)];
        double[] own = [.. rows.Where((_, i) => i % 2 == 0).SelectMany(row => row)], values = [.. rows.Where((_, i) => i % 2 == 1).SelectMany(row => row)];
        var job = new AttentionJob(batch, heads, width / heads, queries, keys, mask, false, 0, 0);
        Compare.Near(new SlowAttention(job, SeededBytes.Doubles(asked, isBFloat16), own, values).Forward(), results, isBFloat16, 1e-5);
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(6, true)]
    [InlineData(700, false)]
    public void HypothesesSeeTheirOwnPast(int rows, bool isBFloat16)
    {
        const int Heads = 2, Width = 64, Steps = 5;
        byte[][] steps = [.. Enumerable.Range(0, Steps).Select(step => SeededBytes.Numbers(10 + step, rows * 3 * Width, isBFloat16, 2))];
        var random = new Random(4);
        int[][] history = [.. Enumerable.Range(0, Steps).Select(step => Enumerable.Range(0, rows).ToArray())];
        foreach (int[] earlier in history[..^1]) random.Shuffle(earlier);
        byte[] results = new byte[rows * Width * KernelMemory.SizeOf(isBFloat16)];
        GCHandle[] pins = [.. steps.Select(step => GCHandle.Alloc(step, GCHandleType.Pinned))];
        var job = new StepAttentionJob(rows, 1, Steps, Heads, Width, isBFloat16);
        StepAttentionKernel.Self(job, [.. pins.Select(pin => pin.AddrOfPinnedObject())], history, results);
        foreach (GCHandle pin in pins) pin.Free();

        double[][][] parts = [.. steps.Select(step => SeededBytes.Doubles(step, isBFloat16).Chunk(Width).ToArray())];
        double[] Own(int part) => [.. Enumerable.Range(0, rows * Steps).SelectMany(i => parts[i % Steps][(3 * history[i % Steps][i / Steps]) + part])];
        double[] asked = [.. Enumerable.Range(0, rows).SelectMany(row => parts[^1][3 * row])];
        var twin = new SlowAttention(new AttentionJob(rows, Heads, Width / Heads, 1, Steps, null, false, 0, 0), asked, Own(1), Own(2));
        Compare.Near(twin.Forward(), results, isBFloat16, 1e-5);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        var job = new StepAttentionJob(2, 1, 3, 1, 16, false);
        Assert.Contains("1 steps with 3 histories, not 3", Assert.Throws<ArgumentException>(
            () => StepAttentionKernel.Self(job, [0], [[], [], []], [])).Message);
        Assert.Contains("memory: holds 191 numbers, 192", Assert.Throws<ArgumentException>(
            () => StepAttentionKernel.Cross(job, new byte[128], new byte[191 * 4], null, new byte[128])).Message);
    }
}
