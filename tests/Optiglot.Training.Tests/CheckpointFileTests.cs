using CsCheck;
using Optiglot.Networks;

namespace Optiglot.Training.Tests;

public sealed class CheckpointFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string path;

    public CheckpointFileTests() => path = folder["last.safetensors"];

    public void Dispose() => folder.Dispose();

    private sealed record State(long Step, Dictionary<string, string> Streams, double? Best);

    [Fact]
    public void WhatIsSavedIsReadBackToTheBit() => Gen.Select(Gen.Float.Array[0, 100], Gen.Byte.Array[0, 40], Gen.String).Sample((weights, bytes, text) =>
    {
        State state = new(long.MaxValue, new() { ["a"] = text }, 41.25);
        CheckpointFile.Save(path, state, [CheckpointBuffer.Of("weights/x", weights), CheckpointBuffer.Of("generator", bytes)]);
        using CheckpointFile file = CheckpointFile.Open(path);
        State read = file.State<State>();
        Assert.Equal((state.Step, state.Best, text), (read.Step, read.Best, read.Streams["a"]));
        Assert.Equal(["weights/x", "generator"], file.Names);
        float[] back = new float[weights.Length];
        file.Read("weights/x", System.Runtime.InteropServices.MemoryMarshal.AsBytes(back.AsSpan()));
        Assert.Equal(weights.Select(BitConverter.SingleToInt32Bits), back.Select(BitConverter.SingleToInt32Bits));
        byte[] backBytes = new byte[bytes.Length];
        file.Read("generator", backBytes);
        Assert.Equal(bytes, backBytes);
    }, iter: 100, threads: 1);

    [Fact]
    public void AnyChangedOrMissingByteIsSeen()
    {
        CheckpointFile.Save(path, new State(1, [], null), [CheckpointBuffer.Of("w", new float[] { 1, 2, 3 })]);
        byte[] whole = File.ReadAllBytes(path);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.Contains("damaged checkpoint", Assert.Throws<InvalidDataException>(() => CheckpointFile.Open(path)).Message, StringComparison.Ordinal);
        }
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => CheckpointFile.Open(path));
        }
    }

    // To know whether a stage is over, gigabytes were hashed, and again to go on with it.
    [Fact]
    public void WhetherThereAreArraysIsKnownFromTheHeader()
    {
        CheckpointFile.Save(path, new State(1, [], null), []);
        Assert.False(CheckpointFile.HasArrays(path));
        CheckpointFile.Save(path, new State(1, [], null), [CheckpointBuffer.Of("w", new float[] { 1, 2, 3 })]);
        byte[] changed = File.ReadAllBytes(path);
        changed[^1] ^= 1;
        File.WriteAllBytes(path, changed);
        Assert.True(CheckpointFile.HasArrays(path));
        Assert.Throws<InvalidDataException>(() => CheckpointFile.Open(path));
    }

    [Fact]
    public void AFailureWhileSavingLeavesTheOldOne()
    {
        CheckpointFile.Save(path, new State(1, [], null), [CheckpointBuffer.Of("w", new float[] { 1 })]);
        SafetensorsTensor full = new("w", SafetensorsType.F32, [2], stream =>
        {
            stream.Write([1, 2, 3, 4]);
            throw new IOException("No space left on device");
        });
        IOException error = Assert.Throws<IOException>(() => CheckpointFile.Save(path, new State(2, [], null), [full]));
        Assert.Contains("last.safetensors: could not be written (No space left on device)", error.Message, StringComparison.Ordinal);
        using CheckpointFile old = CheckpointFile.Open(path);
        Assert.Equal(1, old.State<State>().Step);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void WrongLengthsAndNamesAreErrors()
    {
        Assert.Throws<ArgumentException>(() => CheckpointFile.Save(path, 0, [new("w", SafetensorsType.F32, [2], stream => stream.Write([1]))]));
        Assert.Throws<ArgumentException>(() => CheckpointFile.Save(path, 0, [CheckpointBuffer.Of("w", new float[1]), CheckpointBuffer.Of("w", new float[1])]));
        CheckpointFile.Save(path, 0, [CheckpointBuffer.Of("w", new float[2], 1, 2)]);
        using CheckpointFile file = CheckpointFile.Open(path);
        using (SafetensorsReader any = SafetensorsReader.Open(path)) Assert.Equal([1L, 2L], any["w"].Shape);
        Assert.Contains("has no array v", Assert.Throws<InvalidDataException>(() => file.Read("v", new byte[4])).Message, StringComparison.Ordinal);
        Assert.Contains("w has 8 bytes, but 12 are wanted", Assert.Throws<InvalidDataException>(() => file.Read("w", new byte[12])).Message,
            StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => CheckpointFile.Open(folder["none"]));
    }
}
