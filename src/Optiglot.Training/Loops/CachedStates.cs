using System.Runtime.InteropServices;
using Optiglot.Distributed;
using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Translation;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>The frozen encoder's states: computed once, kept on disk, read per batch (stage 1). States of each name have a file of their own.</summary>
internal sealed class CachedStates : IDisposable
{
    private const int Sentences = 64;

    private readonly IReadOnlyList<(EncodedPart Part, EncoderStateCache States)> files;

    private CachedStates(IReadOnlyList<(EncodedPart Part, EncoderStateCache States)> files) => this.files = files;

    /// <summary>Opens the files if they are of these weights and this data, else computes them.</summary>
    /// <param name="path">The file of the states that all decoders attend to; others stand beside it, with their name.</param>
    /// <param name="model">The model; its encoder shall not learn.</param>
    /// <param name="data">The sentences.</param>
    /// <param name="batcher">Makes the batches.</param>
    /// <param name="progress">Told how many sentences are done.</param>
    /// <param name="cancellation">Ends it between batches.</param>
    /// <param name="ranks">Processes that compute a share each, which rank 0 puts together; null: this one alone.</param>
    internal static CachedStates Open(string path, TranslationModel model, TranslationData data, SourceBatcher batcher, Action<int> progress,
        CancellationToken cancellation, ICommunicator? ranks = null)
    {
        ranks ??= new SingleProcess();
        IReadOnlyList<EncodedPart> parts = NetworkCost.PartsOf(model.Network, model.Options.Encoder.RegionWidth());
        string key = Key(model, data);
        CachedStates? kept = TryOpen(path, parts, key);
        if (ranks.Gather(kept is not null).All(isThere => isThere)) return kept!;
        kept?.Dispose();
        using (no_grad())
        {
            model.Mode.Evaluate();
            // Whole batches, so that every state has the same neighbours in computing, whatever the number of ranks.
            int batches = (data.Train.Length + Sentences - 1) / Sentences;
            int BatchOf(int rank) => (int)((long)batches * rank / ranks.Count);
            (int first, int end) = (BatchOf(ranks.Rank) * Sentences, Math.Min(data.Train.Length, BatchOf(ranks.Rank + 1) * Sentences));
            Write(ranks.Count == 1 ? path : ShareOf(path, ranks.Rank), key, parts, writers =>
            {
                for (int at = first; at < end; at += Sentences)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Encode([.. Enumerable.Range(at, Math.Min(Sentences, end - at)).Select(index => data.Shown(index, 0))], model, batcher, parts, writers);
                    progress(at - first + Math.Min(Sentences, end - at));
                }
            });
        }

        if (ranks.Count > 1) Join(path, key, parts, ranks);
        return TryOpen(path, parts, key) ?? throw new IOException($"{path}: the encoder states just written cannot be read back; check the disk");
    }

    /// <summary>Deletes the files, of all names; there may be none.</summary>
    /// <param name="path">As of <see cref="Open"/>.</param>
    internal static void Delete(string path)
    {
        string folder = Path.GetDirectoryName(path)!, stem = Path.GetFileNameWithoutExtension(path), extension = Path.GetExtension(path);
        if (!Directory.Exists(folder)) return;
        foreach (string file in Directory.GetFiles(folder, $"{stem}*{extension}")) File.Delete(file);
    }

    /// <summary>
    /// Reads a batch's states in the compute type, as the encoder itself would give them: of regions there are none where no sentence has a picture.
    /// </summary>
    internal EncoderMemory Read(int[] sentences, ScalarType type, Device device)
    {
        var read = new Dictionary<string, EncoderPart>();
        foreach ((EncodedPart part, EncoderStateCache states) in files)
        {
            (int text, int regions) = states.Longest(sentences);
            if (text + regions > 0) read.Add(part.Name, Read(states, sentences, text, regions, type, device));
        }

        return new EncoderMemory(read);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, EncoderStateCache states) in files) states.Dispose();
    }

    private static void Write(string path, string key, IReadOnlyList<EncodedPart> parts, Action<IReadOnlyList<EncoderStateCacheWriter>> fill)
    {
        List<EncoderStateCacheWriter> writers = [];
        try
        {
            foreach (EncodedPart part in parts) writers.Add(new EncoderStateCacheWriter(FileOf(path, part), key, part.Width));
            fill(writers);
            foreach (EncoderStateCacheWriter writer in writers) writer.Complete();
        }
        finally
        {
            foreach (EncoderStateCacheWriter writer in writers) writer.Dispose();
        }
    }

    private static void Encode(SourceExample[] sources, TranslationModel model, SourceBatcher batcher, IReadOnlyList<EncodedPart> parts,
        IReadOnlyList<EncoderStateCacheWriter> writers)
    {
        using var scope = NewDisposeScope();
        using SourceBatch batch = batcher.Build(sources, model.Parameters.Device);
        EncoderMemory memory = model.Encode(batch);
        foreach ((EncodedPart part, EncoderStateCacheWriter writer) in parts.Zip(writers))
            Append(writer, part, memory.Parts.GetValueOrDefault(part.Name), sources, batcher.Layout);
    }

    // `encoder.3.states`: deleted with the others, also where a kill left it.
    private static string ShareOf(string path, int rank) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}.{rank}{Path.GetExtension(path)}");

    private static void Join(string path, string key, IReadOnlyList<EncodedPart> parts, ICommunicator ranks)
    {
        ranks.Barrier();
        ranks.OnFirst("putting encoder states together", () => Write(path, key, parts, writers =>
        {
            foreach ((EncodedPart part, EncoderStateCacheWriter writer) in parts.Zip(writers))
            {
                foreach (string file in Enumerable.Range(0, ranks.Count).Select(rank => FileOf(ShareOf(path, rank), part)))
                {
                    using EncoderStateCache share = EncoderStateCache.TryOpen(file, key)
                        ?? throw new IOException($"{file}: not there, or not whole; all ranks must see the run's folder");
                    for (int i = 0; i < share.Count; i++) writer.Append(share[i].Text, share[i].Regions, share.States(i));
                }
            }
        }));
        foreach (EncodedPart part in parts) File.Delete(FileOf(ShareOf(path, ranks.Rank), part));
    }

    private static EncoderPart Read(EncoderStateCache states, int[] sentences, int text, int regions, ScalarType type, Device device)
    {
        using Tensor half = empty([sentences.Length, text + regions, states.Width], ScalarType.Float16);
        states.ReadBatch(sentences, text, regions, MemoryMarshal.Cast<byte, Half>(half.bytes));
        bool[] mask = new bool[sentences.Length * (text + regions)];
        for (int row = 0; row < sentences.Length; row++)
        {
            EncoderStateEntry entry = states[sentences[row]];
            mask.AsSpan(row * (text + regions), entry.Text).Fill(true);
            mask.AsSpan((row * (text + regions)) + text, entry.Regions).Fill(true);
        }

        return EncoderMemory.TextThenRegions(half.to(type, device), tensor(mask, [sentences.Length, text + regions], device: device), text);
    }

    private static CachedStates? TryOpen(string path, IReadOnlyList<EncodedPart> parts, string key)
    {
        var opened = new List<(EncodedPart Part, EncoderStateCache States)>();
        foreach (EncodedPart part in parts)
        {
            if (EncoderStateCache.TryOpen(FileOf(path, part), key) is { } states) opened.Add((part, states));
        }

        var all = new CachedStates(opened);
        if (opened.Count == parts.Count) return all;
        all.Dispose();
        return null;
    }

    private static string FileOf(string path, EncodedPart part) => part.Name == MemoryNames.States
        ? path
        : Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}.{part.Name}{Path.GetExtension(path)}");

    private static void Append(EncoderStateCacheWriter writer, EncodedPart part, EncoderPart? memory, SourceExample[] sources, SourceLayout layout)
    {
        if (memory is null)
        {
            foreach (SourceExample _ in sources) writer.Append(0, 0, []);
            return;
        }

        using Tensor half = memory.States.to(ScalarType.Float16).cpu().contiguous();
        ReadOnlySpan<Half> all = MemoryMarshal.Cast<byte, Half>(half.bytes);
        int width = (int)half.shape[2], row = (int)half.shape[1] * width;
        Half[] own = new Half[row];
        for (int i = 0; i < sources.Length; i++)
        {
            int text = part.HasText ? layout.Fit(sources[i]).Length : 0, regions = part.HasRegions ? layout.RegionCount(sources[i]) : 0;
            ReadOnlySpan<Half> states = all.Slice(i * row, row);
            states[..(text * width)].CopyTo(own);
            states.Slice(memory.LengthOf(MemoryNames.Text) * width, regions * width).CopyTo(own.AsSpan(text * width));
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
