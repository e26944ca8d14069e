using System.Runtime.InteropServices;
using System.Security.Cryptography;
using static Optiglot.Testing.OnnxWriter;

namespace Optiglot.Vision.Tests;

/// <summary>Small ONNX models of detectors.</summary>
internal static class OnnxModels
{
    /// <summary>Gives constant predictions `[1, 20, 5+2]` for a 32x32 input, and means of 8x8 blocks as an inner tensor `blocks` `[1, 3, 4, 4]`.</summary>
    public static byte[] Yolox(float[] predictions) => Model(
        [Node("AveragePool", ["images"], "blocks", Ints("kernel_shape", 8, 8), Ints("strides", 8, 8)), Node("Identity", ["blocks"], "unused"),
            Node("Identity", ["constant"], "output")],
        [Constant("constant", FloatType, [1, 20, 7], MemoryMarshal.AsBytes<float>(predictions).ToArray())],
        [Value("images", [1, 3, 32, 32])], [Value("output", [1, 20, 7]), Value("unused", [1, 3, 4, 4])]);

    /// <summary>Means of 8x8 blocks of a 32x32 input as an inner tensor `blocks` `[1, 3, 4, 4]`, and nothing that finds anything.</summary>
    public static byte[] Features() => Model(
        [Node("AveragePool", ["picture"], "blocks", Ints("kernel_shape", 8, 8), Ints("strides", 8, 8)), Node("Identity", ["blocks"], "output")],
        [], [Value("picture", [1, 3, 32, 32])], [Value("output", [1, 3, 4, 4])]);

    /// <summary>
    /// Three regions, whatever the picture: boxes in pixels, scores, classes (int64), attributes (int64), and 4 features a region. It takes pictures of that
    /// side alone; 0: of any size.
    /// </summary>
    public static byte[] BottomUp(ulong side = 0) => Model(
        [.. ((string[])["boxes", "scores", "classes", "attributes", "features"]).Select(name => Node("Identity", [name + "0"], name)),
            Node("Identity", ["image"], "same")],
        [
            Constant("boxes0", FloatType, [3, 4], Bytes<float>(0, 0, 30, 20, 15, 10, 60, 40, 6, 4, 12, 8)),
            Constant("scores0", FloatType, [3], Bytes(0.3f, 0.9f, 0.1f)),
            Constant("classes0", Int64Type, [3], Bytes(1L, 0L, 1L)), Constant("attributes0", Int64Type, [3], Bytes(0L, 1L, -1L)),
            Constant("features0", FloatType, [3, 4], Bytes<float>(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
        ],
        [Value("image", [1, 3, side, side])],
        [Value("boxes", [3, 4]), Value("scores", [3]), Value("classes", [3], Int64Type), Value("attributes", [3], Int64Type), Value("features", [3, 4]),
            Value("same", [1, 3, side, side])]);

    public static string Hash(byte[] model) => Convert.ToHexStringLower(SHA256.HashData(model));

    public static ModelSource Source(byte[] model, string file = "tiny.onnx") => new()
    {
        File = file, Sha256 = Hash(model), Download = "https://example.org/tiny.onnx", Licence = "MIT"
    };
}
