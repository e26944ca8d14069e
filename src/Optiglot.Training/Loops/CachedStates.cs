using System.Runtime.InteropServices;
using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Translation;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>The frozen encoder's states: computed once, kept on disk, read per batch (stage 1).</summary>
internal static class CachedStates
{
    private const int Sentences = 64;

    /// <summary>Opens the file if it is of these weights and this data, else computes it.</summary>
    internal static EncoderStateCache Open(string path, TranslationModel model, TranslationData data, SourceBatcher batcher, Action<int> progress, CancellationToken cancellation)
    {
        string key = Key(model, data);
        if (EncoderStateCache.TryOpen(path, key) is { } kept) return kept;
        using var quiet = no_grad();
        model.Mode.Evaluate();
        using (EncoderStateCacheWriter writer = new(path, key, model.Options.Encoder.Width))
        {
            for (int first = 0; first < data.Train.Length; first += Sentences)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                SourceExample[] sources = [.. Enumerable.Range(first, Math.Min(Sentences, data.Train.Length - first)).Select(index => data.Shown(index, 0))];
                using SourceBatch batch = batcher.Build(sources, model.Parameters.Device);
                Append(writer, model.Encode(batch), sources, batcher.Layout);
                progress(first + sources.Length);
            }

            writer.Complete();
        }

        return EncoderStateCache.TryOpen(path, key) ?? throw new IOException($"{path}: the encoder states just written cannot be read back; check the disk");
    }

    /// <summary>Reads a batch's states in the compute type.</summary>
    internal static EncoderMemory Read(EncoderStateCache states, int[] sentences, ScalarType type, Device device)
    {
        (int text, int regions) = states.Longest(sentences);
        using Tensor half = empty([sentences.Length, text + regions, states.Width], ScalarType.Float16);
        states.ReadBatch(sentences, text, regions, MemoryMarshal.Cast<byte, Half>(half.bytes));
        bool[] mask = new bool[sentences.Length * (text + regions)];
        for (int row = 0; row < sentences.Length; row++)
        {
            EncoderStateEntry entry = states[sentences[row]];
            mask.AsSpan(row * (text + regions), entry.Text).Fill(true);
            mask.AsSpan((row * (text + regions)) + text, entry.Regions).Fill(true);
        }

        return new EncoderMemory(half.to(type, device), tensor(mask, [sentences.Length, text + regions], device: device), text);
    }

    private static void Append(EncoderStateCacheWriter writer, EncoderMemory memory, SourceExample[] sources, SourceLayout layout)
    {
        using Tensor half = memory.States.to(ScalarType.Float16).cpu().contiguous();
        ReadOnlySpan<Half> all = MemoryMarshal.Cast<byte, Half>(half.bytes);
        int width = (int)half.shape[2], row = (int)half.shape[1] * width;
        Half[] own = new Half[row];
        for (int i = 0; i < sources.Length; i++)
        {
            int text = layout.Fit(sources[i]).Length, regions = layout.RegionCount(sources[i]);
            ReadOnlySpan<Half> states = all.Slice(i * row, row);
            states[..(text * width)].CopyTo(own);
            states.Slice(memory.TextLength * width, regions * width).CopyTo(own.AsSpan(text * width));
            writer.Append(text, regions, own.AsSpan(0, (text + regions) * width));
        }
    }

    private static string Key(TranslationModel model, TranslationData data)
    {
        ContentKey key = new();
        (long first, long count) = model.Parameters.RangeOf(ParameterGroup.Encoder);
        using Tensor weights = model.Parameters.Master.narrow(0, first, count).cpu();
        key.Add<byte>(weights.bytes);
        key.Add(data.Pictures?.Detector.Sha256 ?? "no pictures");
        for (int i = 0; i < data.Train.Length; i++) key.Add(data.Train[i].Picture ?? "").Add<int>(data.ShownIds(i, 0));
        return key.ToString();
    }
}
