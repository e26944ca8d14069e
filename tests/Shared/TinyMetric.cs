using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Optiglot.Metrics.Onnx;
using Optiglot.Onnx;
using static Optiglot.Testing.OnnxWriter;

namespace Optiglot.Testing;

/// <summary>A learned metric small enough to work out by hand, in a folder of its own. Linked into the test projects that need one.</summary>
internal sealed class TinyMetric : IDisposable
{
    public static readonly string[] Vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "c", "##s", "##t"];

    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-learned-").FullName;

    /// <summary>The manifest, to be changed before <see cref="Open"/>.</summary>
    public required JsonObject Manifest { get; init; }

    public string Path => System.IO.Path.Combine(folder, "metric.json");

    /// <summary>WordPiece; hypothesis and reference apart: the sum of the hypothesis's ids by that of the reference's, padding left out.</summary>
    public static TinyMetric Apart()
    {
        byte[] model = Model(
            [
                Node("Cast", ["hyp"], "h", Int("to", FloatType)), Node("Cast", ["hyp_mask"], "hm", Int("to", FloatType)),
                Node("Cast", ["ref"], "r", Int("to", FloatType)), Node("Cast", ["ref_mask"], "rm", Int("to", FloatType)),
                Node("Mul", ["h", "hm"], "h1"), Node("Mul", ["r", "rm"], "r1"),
                Node("ReduceSum", ["h1"], "h2", Ints("axes", 1), Int("keepdims", 0)), Node("ReduceSum", ["r1"], "r2", Ints("axes", 1), Int("keepdims", 0)),
                Node("Div", ["h2", "r2"], "score"), Node("Identity", ["h1"], "wide"),
            ],
            [],
            [.. new[] { "hyp", "hyp_mask", "ref", "ref_mask" }.Select(name => Value(name, [0, 0], Int64Type))],
            [Value("score", [0]), Value("wide", [0, 0])]);
        return Make(model, "vocab.txt", Encoding.UTF8.GetBytes(string.Join('\n', Vocabulary)), new JsonObject
        {
            ["kind"] = "wordpiece",
        }, Sequence("hyp", "hyp_mask", "hypothesis"), Sequence("ref", "ref_mask", "reference"));
    }

    /// <summary>SentencePiece; hypothesis and source joined, 32-bit ids: the sum of ids times (1 + segment).</summary>
    /// <param name="modelType">SentencePiece's: 1 is unigram, 2 BPE.</param>
    /// <param name="characterMap">SentencePiece's <c>precompiled_charsmap</c>.</param>
    public static TinyMetric Joint(ulong modelType, byte[]? characterMap = null)
    {
        byte[] model = Model(
            [
                Node("Cast", ["input_ids"], "i", Int("to", FloatType)), Node("Cast", ["token_type_ids"], "t", Int("to", FloatType)),
                Node("Add", ["t", "one"], "t1"), Node("Mul", ["i", "t1"], "product"),
                Node("Mul", ["product", "attention_mask"], "masked"), Node("ReduceSum", ["masked"], "score", Ints("axes", 1), Int("keepdims", 1)),
            ],
            [Constant("one", FloatType, [1], Bytes(1f))],
            [Value("input_ids", [0, 0], Int32Type), Value("attention_mask", [0, 0]), Value("token_type_ids", [0, 0], Int64Type)],
            [Value("score", [0, 1])]);
        var sequence = Sequence("input_ids", "attention_mask", "hypothesis", "source");
        sequence["segments"] = "token_type_ids";
        return Make(model, "pieces.model", Pieces(modelType, characterMap ?? []), new JsonObject
        {
            ["kind"] = "sentencepiece", ["idsOffset"] = 1, ["begin"] = 0, ["end"] = 2, ["separator"] = new JsonArray(2, 2), ["padding"] = 1, ["unknown"] = 3,
        }, sequence);
    }

    /// <summary>Writes the manifest.</summary>
    public string Save()
    {
        File.WriteAllText(Path, Manifest.ToJsonString());
        return Path;
    }

    public OnnxLearnedMetric Open() => OnnxLearnedMetric.Open(Save());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static TinyMetric Make(byte[] model, string piecesName, byte[] pieces, JsonObject tokenizer, params JsonNode[] sequences)
    {
        (tokenizer["file"], tokenizer["sha256"]) = (piecesName, Hash(pieces));
        var tiny = new TinyMetric
        {
            Manifest = new JsonObject
            {
                ["name"] = "Tiny", ["model"] = new JsonObject { ["file"] = "tiny.onnx", ["sha256"] = Hash(model) },
                ["tokenizer"] = tokenizer, ["sequences"] = new JsonArray(sequences), ["output"] = "score",
            },
        };
        File.WriteAllBytes(System.IO.Path.Combine(tiny.folder, "tiny.onnx"), model);
        File.WriteAllBytes(System.IO.Path.Combine(tiny.folder, piecesName), pieces);
        return tiny;
    }

    // sentencepiece_model.proto: pieces (text, score, type), trainer (type, special ids), normaliser.
    private static byte[] Pieces(ulong modelType, byte[] characterMap)
    {
        (string Text, float Score, ulong Type)[] pieces =
            [("<unk>", 0, 2), ("<s>", 0, 3), ("</s>", 0, 3), ("▁", -3, 1), ("a", -4, 1), ("b", -4, 1), ("▁a", -2, 1), ("▁ab", -1, 1)];
        var file = new ProtoWriter();
        foreach (var (text, score, type) in pieces)
            file.Bytes(1, [.. new ProtoWriter().Text(1, text).ToArray(), 0x15, .. BitConverter.GetBytes(score),
                .. new ProtoWriter().Number(3, type).ToArray()]);
        return file.Message(2, new ProtoWriter().Number(3, modelType).Number(40, 0).Number(41, 1).Number(42, 2).Number(43, 0))
            .Message(3, new ProtoWriter().Text(1, "identity").Bytes(2, characterMap).Number(3, 1).Number(4, 1).Number(5, 1)).ToArray();
    }

    private static JsonObject Sequence(string ids, string mask, params string[] parts) =>
        new() { ["parts"] = new JsonArray([.. parts.Select(part => (JsonNode)part)]), ["ids"] = ids, ["mask"] = mask };

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
