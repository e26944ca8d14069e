namespace Optiglot.Onnx;

/// <summary>Writes a graph as an ONNX file, weights inside. One tensor at a time is in memory.</summary>
public static class OnnxFile
{
    /// <summary>The operator set our graphs are written in: the first with layer normalisation.</summary>
    public const int Opset = 17;

    /// <summary>Bytes of weights that certainly fit into a file: protobuf's limit of 2 GB less room for the graph.</summary>
    public const long Limit = int.MaxValue - (16 << 20);

    // The version of the format that came with the operator set.
    private const int FormatVersion = 8;

    /// <summary>Writes a graph as an ONNX file, whole or not at all.</summary>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <param name="graph">The graph.</param>
    /// <exception cref="InvalidDataException">The file would pass protobuf's limit of 2 GB.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, OnnxGraphBuilder graph)
    {
        byte[][] heads = [.. graph.Weights.Select(Head)];
        byte[] rest = Rest(graph);
        long length = rest.Length + graph.Weights.Zip(heads, (weight, head) => head.Length + weight.Size).Sum();
        if (length > int.MaxValue - 1024)
            throw new InvalidDataException(
                $"{path}: the graph would have {length / 1e9:0.0} GB, but an ONNX file with its weights inside ends at 2 GB; export with 8-bit weights, "
                    + $"or serve this model with libtorch");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(new ProtoWriter().Number(OnnxFields.ModelVersion, FormatVersion).Text(OnnxFields.ModelProducer, "Optiglot")
            .Message(OnnxFields.ModelOpset, new ProtoWriter().Text(OnnxFields.OpsetDomain, "").Number(OnnxFields.OpsetVersion, Opset))
            .Start(OnnxFields.ModelGraph, (ulong)length).ToArray());
        file.Write(rest);
        foreach (var (weight, head) in graph.Weights.Zip(heads))
        {
            file.Write(head);
            byte[] bytes = weight.Bytes();
            if (bytes.Length != weight.Size) throw new ArgumentException($"{weight.Name} was declared with {weight.Size} bytes, got {bytes.Length}");
            file.Write(bytes);
        }
    }

    private static byte[] Rest(OnnxGraphBuilder graph)
    {
        var rest = new ProtoWriter().Text(OnnxFields.GraphName, graph.Name).Text(OnnxFields.GraphText, graph.Description);
        foreach (var node in graph.Nodes) rest.Message(OnnxFields.GraphNode, node);
        foreach (var input in graph.Inputs) rest.Message(OnnxFields.GraphInput, input);
        foreach (var output in graph.Outputs) rest.Message(OnnxFields.GraphOutput, output);
        return rest.ToArray();
    }

    // All of an initializer but its elements, which are the last field.
    private static byte[] Head(OnnxWeight weight)
    {
        var tensor = new ProtoWriter();
        foreach (long size in weight.Shape) tensor.Signed(OnnxFields.TensorSize, size);
        tensor.Number(OnnxFields.TensorType, (ulong)weight.Type).Text(OnnxFields.TensorName, weight.Name).Start(OnnxFields.TensorBytes, (ulong)weight.Size);
        return [.. new ProtoWriter().Start(OnnxFields.GraphInitializer, (ulong)(tensor.Length + weight.Size)).ToArray(), .. tensor.ToArray()];
    }
}
