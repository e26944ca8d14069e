using System.Text;

namespace Optiglot.Onnx;

/// <summary>The nodes and weights of an ONNX file, for those who want to take it apart. Weights stay where they are in the file's bytes.</summary>
/// <param name="Nodes">Its nodes, in the order of computation.</param>
/// <param name="Weights">Its initializers by name.</param>
public sealed record OnnxGraph(IReadOnlyList<OnnxNode> Nodes, IReadOnlyDictionary<string, OnnxTensor> Weights)
{
    /// <summary>Reads a file's bytes.</summary>
    /// <param name="model">The whole file; weights are parts of this memory.</param>
    /// <exception cref="InvalidDataException">It is no ONNX file.</exception>
    public static OnnxGraph Read(ReadOnlyMemory<byte> model)
    {
        var nodes = new List<OnnxNode>();
        var weights = new Dictionary<string, OnnxTensor>(StringComparer.Ordinal);
        var outer = new ProtoReader(model.Span);
        while (outer.Next())
        {
            if (outer.Field != OnnxFields.ModelGraph) continue;
            ReadOnlyMemory<byte> graph = Within(model, outer.Payload);
            var fields = new ProtoReader(graph.Span);
            while (fields.Next())
            {
                if (fields.Field == OnnxFields.GraphNode) nodes.Add(Node(fields.Payload));
                if (fields.Field != OnnxFields.GraphInitializer) continue;
                OnnxTensor weight = Tensor(Within(graph, fields.Payload));
                weights[weight.Name] = weight;
            }
        }

        return nodes.Count > 0 ? new(nodes, weights) : throw new InvalidDataException("not an ONNX model (it has no nodes)");
    }

    private static OnnxNode Node(ReadOnlySpan<byte> message)
    {
        List<string> inputs = [], outputs = [];
        string operation = "";
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            if (fields.Field == OnnxFields.NodeInput) inputs.Add(Encoding.UTF8.GetString(fields.Payload));
            else if (fields.Field == OnnxFields.NodeOutput) outputs.Add(Encoding.UTF8.GetString(fields.Payload));
            else if (fields.Field == OnnxFields.NodeOperator) operation = Encoding.UTF8.GetString(fields.Payload);
        }

        return new(operation, inputs, outputs);
    }

    private static OnnxTensor Tensor(ReadOnlyMemory<byte> message)
    {
        List<long> shape = [];
        string name = "";
        OnnxType type = 0;
        ReadOnlyMemory<byte> bytes = default;
        var fields = new ProtoReader(message.Span);
        while (fields.Next())
        {
            if (fields.Field == OnnxFields.TensorSize) fields.AddNumbers(shape);
            else if (fields.Field == OnnxFields.TensorType) type = (OnnxType)fields.Number;
            else if (fields.Field == OnnxFields.TensorName) name = Encoding.UTF8.GetString(fields.Payload);
            else if (fields.Field == OnnxFields.TensorBytes) bytes = Within(message, fields.Payload);
        }

        return new(name, type, shape, bytes);
    }

    // The memory that a span of it stands for.
    private static ReadOnlyMemory<byte> Within(ReadOnlyMemory<byte> whole, ReadOnlySpan<byte> part) =>
        part.IsEmpty || !whole.Span.Overlaps(part, out int start) ? default : whole.Slice(start, part.Length);
}
