using System.Runtime.InteropServices;
using Optiglot.Onnx;

namespace Optiglot.Models.Tests;

/// <summary>
/// An ONNX file with the names and the wiring that PyTorch's exporter gives a BERT; it computes nothing sensible. Vocabulary 11, width 4, 1 layer, feed-forward
/// 6.
/// </summary>
internal static class TinyBert
{
    public const int Words = 11, Width = 4, Inner = 6;

    /// <summary>The weights by Hugging Face's names, <c>[out, in]</c>, as the graph was built from them.</summary>
    public static (byte[] File, Dictionary<string, float[]> Weights) Build(Action<OnnxGraphBuilder, Dictionary<string, float[]>>? more = null)
    {
        Dictionary<string, float[]> weights = [];
        var graph = new OnnxGraphBuilder("tiny", "for tests");
        string at = graph.Input("input_ids", OnnxType.Single, "batch", "4");
        int matrices = 900;
        Keep("embeddings.word_embeddings.weight", Words, Width);
        Keep("embeddings.position_embeddings.weight", 8, Width);
        Keep("embeddings.token_type_embeddings.weight", 2, Width);
        Norm("embeddings.LayerNorm");
        foreach (string part in (string[])["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"])
            Product($"encoder.layer.0.{part}", Width, Width);
        Norm("encoder.layer.0.attention.output.LayerNorm");
        Product("encoder.layer.0.intermediate.dense", Inner, Width);
        Product("encoder.layer.0.output.dense", Width, Inner);
        Norm("encoder.layer.0.output.LayerNorm");
        at = graph.Node("Gemm", [at, Keep("pooler.dense.weight", Width, Width), Keep("pooler.dense.bias", Width)], OnnxAttribute.Of("transB", 1));
        more?.Invoke(graph, weights);
        graph.Output(at, OnnxType.Single, "batch", "4");
        string file = Path.GetTempFileName();
        try
        {
            OnnxFile.Write(file, graph);
            return (File.ReadAllBytes(file), weights);
        }
        finally
        {
            File.Delete(file);
        }

        string Keep(string name, params long[] shape) => graph.Weight(name, OnnxType.Single, shape, () => Bytes(weights[name] = Fresh(name, shape)));

        void Norm(string name) => at = graph.Node("Add", [graph.Node("Mul", [at, Keep(name + ".weight", Width)]), Keep(name + ".bias", Width)]);

        // The exporter puts the bias first, and the matrix turned under a number.
        void Product(string name, int to, int of)
        {
            float[] matrix = weights[name + ".weight"] = Fresh(name, to, of);
            string turned = graph.Weight($"{matrices++}", OnnxType.Single, [of, to],
                () => Bytes([.. from column in Enumerable.Range(0, of) from row in Enumerable.Range(0, to) select matrix[(row * of) + column]]));
            at = graph.Node("Add", [Keep(name + ".bias", to), graph.Node("MatMul", [at, turned])]);
        }
    }

    private static float[] Fresh(string name, params long[] shape)
    {
        var random = new Random(name.Sum(letter => letter));
        return [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, size) => product * size)).Select(_ => random.NextSingle())];
    }

    private static byte[] Bytes(float[] numbers) => MemoryMarshal.AsBytes<float>(numbers).ToArray();
}
