using System.Text;
using Optiglot.Onnx;
using static Optiglot.Onnx.OnnxFields;

namespace Optiglot.Vision;

/// <summary>What we need of ONNX's file format (onnx.proto), without a protobuf library.</summary>
internal static class OnnxGraph
{
    /// <summary>
    /// Makes inner tensors outputs of the graph. Protobuf merges a message field that occurs twice, repeated fields one after the other,
    /// so a second, tiny `graph` at the file's end that holds only outputs adds them to the first.
    /// </summary>
    /// <exception cref="InvalidDataException">Not an ONNX model, or no node makes a tensor of that name.</exception>
    public static byte[] AddOutputs(byte[] model, IReadOnlyCollection<string> tensors)
    {
        var (made, outputs) = Tensors(model);
        foreach (string tensor in tensors)
            if (!made.Contains(tensor)) throw new InvalidDataException($"the model has no tensor '{tensor}'; correct featureMaps in the detector manifest");
        var graph = new ProtoWriter();
        foreach (string tensor in tensors.Except(outputs)) graph.Message(GraphOutput, new ProtoWriter().Text(ValueName, tensor));
        return [.. model, .. new ProtoWriter().Message(ModelGraph, graph).ToArray()];
    }

    /// <summary>Names of all tensors that nodes make, and of the graph's outputs.</summary>
    public static (HashSet<string> Made, HashSet<string> Outputs) Tensors(byte[] model)
    {
        HashSet<string> made = [], outputs = [];
        for (var fields = new ProtoReader(model); fields.Next();)
            if (fields.Field == ModelGraph)
                for (var graph = new ProtoReader(fields.Payload); graph.Next();)
                    if (graph.Field == GraphNode) AddNames(graph.Payload, NodeOutput, made);
                    else if (graph.Field == GraphOutput) AddNames(graph.Payload, ValueName, outputs);
        return (made, outputs);
    }

    private static void AddNames(ReadOnlySpan<byte> message, int field, HashSet<string> names)
    {
        for (var fields = new ProtoReader(message); fields.Next();)
            if (fields.Field == field) names.Add(Encoding.UTF8.GetString(fields.Payload));
    }
}
