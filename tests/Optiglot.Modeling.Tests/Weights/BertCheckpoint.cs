using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Weights;

/// <summary>A small checkpoint laid out as Hugging Face's <c>BertForPreTraining</c> or <c>BertModel</c> has it, with random numbers.</summary>
internal sealed class BertCheckpoint
{
    internal const int Vocabulary = 23, Width = 8, Layers = 2, Inner = 20, Positions = 16;

    private BertCheckpoint(Dictionary<string, Tensor> tensors) => Tensors = tensors;

    /// <summary>Its tensors, by the name in the file.</summary>
    internal Dictionary<string, Tensor> Tensors { get; }

    internal static EncoderOptions Options => new()
    {
        VocabularySize = Vocabulary, Width = Width, Layers = Layers, Heads = 2, FeedForward = Inner, MaximumPositions = Positions, RegionFeatures = 3,
    };

    /// <summary>Makes one.</summary>
    /// <param name="heads">With <c>bert.</c> before the names and <c>cls.</c> heads; else the bare encoder and pooler.</param>
    /// <param name="old">Spells norms with gamma and beta, and keeps position_ids, as files of 2018 to 2022 do.</param>
    /// <param name="type">Element type in the file.</param>
    internal static BertCheckpoint Create(bool heads, bool old, ScalarType type = ScalarType.Float32)
    {
        var tensors = new Dictionary<string, Tensor>();
        var generator = new Generator(11);
        string bert = heads ? "bert." : "", weight = old ? "gamma" : "weight", bias = old ? "beta" : "bias";
        void Add(string name, params long[] shape) => tensors.Add(name, randn(shape, generator: generator).to(type));
        void Linear(string name, long outputs, long inputs)
        {
            Add($"{name}.weight", outputs, inputs);
            Add($"{name}.bias", outputs);
        }

        void Norm(string name)
        {
            Add($"{name}.{weight}", Width);
            Add($"{name}.{bias}", Width);
        }

        if (old) tensors.Add($"{bert}embeddings.position_ids", arange(Positions, ScalarType.Int64).unsqueeze(0));
        Add($"{bert}embeddings.word_embeddings.weight", Vocabulary, Width);
        Add($"{bert}embeddings.position_embeddings.weight", Positions, Width);
        Add($"{bert}embeddings.token_type_embeddings.weight", 2, Width);
        Norm($"{bert}embeddings.LayerNorm");
        for (int i = 0; i < Layers; i++)
        {
            string layer = $"{bert}encoder.layer.{i}";
            foreach (string each in new[] { "query", "key", "value" }) Linear($"{layer}.attention.self.{each}", Width, Width);
            Linear($"{layer}.attention.output.dense", Width, Width);
            Norm($"{layer}.attention.output.LayerNorm");
            Linear($"{layer}.intermediate.dense", Inner, Width);
            Linear($"{layer}.output.dense", Width, Inner);
            Norm($"{layer}.output.LayerNorm");
        }

        Linear($"{bert}pooler.dense", Width, Width);
        if (!heads) return new BertCheckpoint(tensors);
        Add("cls.predictions.bias", Vocabulary);
        Linear("cls.predictions.transform.dense", Width, Width);
        Norm("cls.predictions.transform.LayerNorm");
        tensors.Add("cls.predictions.decoder.weight", tensors["bert.embeddings.word_embeddings.weight"]);
        if (!old) tensors.Add("cls.predictions.decoder.bias", tensors["cls.predictions.bias"]);
        Linear("cls.seq_relationship", 2, Width);
        return new BertCheckpoint(tensors);
    }

    /// <summary>Its tensors with a place in our models, by today's full name.</summary>
    internal IEnumerable<(string Name, Tensor Value)> Wanted => Tensors
        .Where(each => !each.Key.EndsWith("position_ids") && !each.Key.StartsWith("cls.predictions.decoder"))
        .Select(each => (each.Key.StartsWith("bert.") || each.Key.StartsWith("cls.") ? each.Key : "bert." + each.Key, each.Value))
        .Select(each => (each.Item1.Replace("LayerNorm.gamma", "LayerNorm.weight").Replace("LayerNorm.beta", "LayerNorm.bias"), each.Value));

    internal string Write(string path)
    {
        SafetensorsFile.Write(path, [.. Tensors.Select(each => (each.Key, each.Value.dtype, each.Value.shape, (Func<Tensor>)(() => each.Value.alias())))],
            new Dictionary<string, string> { ["format"] = "pt" });
        return path;
    }
}
