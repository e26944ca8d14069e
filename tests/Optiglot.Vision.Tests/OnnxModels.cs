using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Optiglot.Vision.Tests;

/// <summary>Small ONNX models, built with our own protobuf writer (field numbers of onnx.proto).</summary>
internal static class OnnxModels
{
    private const ulong Float = 1, Int64 = 7;

    /// <summary>Gives constant predictions `[1, 20, 5+2]` for a 32x32 input, and means of 8x8 blocks as an inner tensor `blocks` `[1, 3, 4, 4]`.</summary>
    public static byte[] Yolox(float[] predictions) => Model(
        [Node("AveragePool", ["images"], "blocks", Ints("kernel_shape", 8, 8), Ints("strides", 8, 8)), Node("Identity", ["blocks"], "unused"), Node("Identity", ["constant"], "output")],
        [Constant("constant", Float, [1, 20, 7], MemoryMarshal.AsBytes<float>(predictions).ToArray())],
        [Value("images", [1, 3, 32, 32])], [Value("output", [1, 20, 7]), Value("unused", [1, 3, 4, 4])]);

    /// <summary>Three regions, whatever the picture: boxes in pixels, scores, classes (int64), attributes (int64), and 4 features a region.</summary>
    public static byte[] BottomUp() => Model(
        [.. ((string[])["boxes", "scores", "classes", "attributes", "features"]).Select(name => Node("Identity", [name + "0"], name)), Node("Identity", ["image"], "same")],
        [
            Constant("boxes0", Float, [3, 4], Bytes<float>(0, 0, 30, 20, 15, 10, 60, 40, 6, 4, 12, 8)), Constant("scores0", Float, [3], Bytes(0.3f, 0.9f, 0.1f)),
            Constant("classes0", Int64, [3], Bytes(1L, 0L, 1L)), Constant("attributes0", Int64, [3], Bytes(0L, 1L, -1L)),
            Constant("features0", Float, [3, 4], Bytes<float>(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
        ],
        [Value("image", [1, 3, 0, 0])],
        [Value("boxes", [3, 4]), Value("scores", [3]), Value("classes", [3], Int64), Value("attributes", [3], Int64), Value("features", [3, 4]), Value("same", [1, 3, 0, 0])]);

    public static string Hash(byte[] model) => Convert.ToHexStringLower(SHA256.HashData(model));

    public static ModelSource Source(byte[] model, string file = "tiny.onnx") => new() { File = file, Sha256 = Hash(model), Download = "https://example.org/tiny.onnx", Licence = "MIT" };

    private static byte[] Bytes<T>(params ReadOnlySpan<T> values) where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();

    private static byte[] Model(ProtoWriter[] nodes, ProtoWriter[] constants, ProtoWriter[] inputs, ProtoWriter[] outputs)
    {
        var graph = new ProtoWriter().Text(2, "tiny");
        foreach (var node in nodes) graph.Message(OnnxGraph.GraphNode, node);
        foreach (var constant in constants) graph.Message(5, constant);
        foreach (var input in inputs) graph.Message(11, input);
        foreach (var output in outputs) graph.Message(OnnxGraph.GraphOutput, output);
        return new ProtoWriter().Number(1, 7).Message(8, new ProtoWriter().Text(1, "").Number(2, 12)).Message(OnnxGraph.ModelGraph, graph).ToArray();
    }

    private static ProtoWriter Node(string type, string[] inputs, string output, params ProtoWriter[] attributes)
    {
        var node = new ProtoWriter();
        foreach (string input in inputs) node.Text(1, input);
        node.Text(OnnxGraph.NodeOutput, output).Text(4, type);
        foreach (var attribute in attributes) node.Message(5, attribute);
        return node;
    }

    private static ProtoWriter Ints(string name, params ulong[] values)
    {
        var attribute = new ProtoWriter().Text(1, name);
        foreach (ulong value in values) attribute.Number(8, value);
        return attribute.Number(20, 7);
    }

    private static ProtoWriter Constant(string name, ulong type, ulong[] shape, byte[] values)
    {
        var tensor = new ProtoWriter();
        foreach (ulong size in shape) tensor.Number(1, size);
        return tensor.Number(2, type).Text(8, name).Bytes(9, values);
    }

    /// <summary>A value of this shape; 0 is an open dimension.</summary>
    private static ProtoWriter Value(string name, ulong[] shape, ulong type = Float)
    {
        var dimensions = new ProtoWriter();
        foreach (ulong size in shape) dimensions.Message(1, size == 0 ? new ProtoWriter().Text(2, "any") : new ProtoWriter().Number(1, size));
        return new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, new ProtoWriter().Number(1, type).Message(2, dimensions)));
    }
}
