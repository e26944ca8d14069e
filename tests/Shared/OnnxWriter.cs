using System.Runtime.InteropServices;
using Optiglot.Onnx;

namespace Optiglot.Testing;

/// <summary>Builds small ONNX models field by field (the numbers are those of onnx.proto). Linked into the test projects that need one.</summary>
internal static class OnnxWriter
{
    public const ulong FloatType = 1, Int32Type = 6, Int64Type = 7;

    private const ulong IntAttribute = 2, IntsAttribute = 7, IrVersion = 7, Opset = 12;

    public static byte[] Bytes<T>(params ReadOnlySpan<T> values) where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();

    public static byte[] Model(ProtoWriter[] nodes, ProtoWriter[] constants, ProtoWriter[] inputs, ProtoWriter[] outputs)
    {
        var graph = new ProtoWriter().Text(2, "tiny");
        foreach (var node in nodes) graph.Message(1, node);
        foreach (var constant in constants) graph.Message(5, constant);
        foreach (var input in inputs) graph.Message(11, input);
        foreach (var output in outputs) graph.Message(12, output);
        return new ProtoWriter().Number(1, IrVersion).Message(8, new ProtoWriter().Text(1, "").Number(2, Opset)).Message(7, graph).ToArray();
    }

    public static ProtoWriter Node(string type, string[] inputs, string output, params ProtoWriter[] attributes)
    {
        var node = new ProtoWriter();
        foreach (string input in inputs) node.Text(1, input);
        node.Text(2, output).Text(4, type);
        foreach (var attribute in attributes) node.Message(5, attribute);
        return node;
    }

    public static ProtoWriter Int(string name, ulong value) => new ProtoWriter().Text(1, name).Number(3, value).Number(20, IntAttribute);

    public static ProtoWriter Ints(string name, params ulong[] values)
    {
        var attribute = new ProtoWriter().Text(1, name);
        foreach (ulong value in values) attribute.Number(8, value);
        return attribute.Number(20, IntsAttribute);
    }

    public static ProtoWriter Constant(string name, ulong type, ulong[] shape, byte[] values)
    {
        var tensor = new ProtoWriter();
        foreach (ulong size in shape) tensor.Number(1, size);
        return tensor.Number(2, type).Text(8, name).Bytes(9, values);
    }

    /// <summary>A value of this shape; 0 is an open dimension.</summary>
    public static ProtoWriter Value(string name, ulong[] shape, ulong type = FloatType)
    {
        var dimensions = new ProtoWriter();
        foreach (var (at, size) in shape.Index())
            dimensions.Message(1, size == 0 ? new ProtoWriter().Text(2, $"{name} {at}") : new ProtoWriter().Number(1, size));
        return new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, new ProtoWriter().Number(1, type).Message(2, dimensions)));
    }
}
