using System.Globalization;
using System.Runtime.InteropServices;

namespace Optiglot.Onnx;

/// <summary>
/// Builds an ONNX graph node by node, in the order of computation. Values are known by their names; shapes in comments are those of the value made.
/// </summary>
/// <param name="name">The graph's name.</param>
/// <param name="description">For people who open the file.</param>
public sealed class OnnxGraphBuilder(string name, string description)
{
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, int> _counts = [];

    internal string Name => name;

    internal string Description => description;

    internal List<ProtoWriter> Nodes { get; } = [];

    internal List<OnnxWeight> Weights { get; } = [];

    internal List<ProtoWriter> Inputs { get; } = [];

    internal List<ProtoWriter> Outputs { get; } = [];

    /// <summary>Declares an input of the graph.</summary>
    /// <param name="input">Its name.</param>
    /// <param name="type">Its element type.</param>
    /// <param name="shape">Its dimensions: a number, or a name for what changes from run to run.</param>
    /// <returns>Its name.</returns>
    public string Input(string input, OnnxType type, params ReadOnlySpan<string> shape)
    {
        Take(input);
        Inputs.Add(Value(input, type, shape));
        return input;
    }

    /// <summary>Declares as output what a node made under that name.</summary>
    /// <param name="output">Its name.</param>
    /// <param name="type">Its element type.</param>
    /// <param name="shape">Its dimensions, as of <see cref="Input"/>.</param>
    /// <exception cref="ArgumentException">No node makes it.</exception>
    public void Output(string output, OnnxType type, params ReadOnlySpan<string> shape)
    {
        if (!_names.Contains(output)) throw new ArgumentException($"graph {name}: no node makes {output}");
        Outputs.Add(Value(output, type, shape));
    }

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">The operator, of the standard set.</param>
    /// <param name="inputs">Names of its inputs; an empty one is left out.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The output's name.</returns>
    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        AddOne(operation, Fresh(operation), inputs, attributes);

    /// <summary>Adds a node whose output has a given name, because others know it by that.</summary>
    /// <returns>The output's name.</returns>
    public string NodeAs(string output, string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        Take(output);
        return AddOne(operation, output, inputs, attributes);
    }

    /// <summary>Adds a node with several outputs.</summary>
    /// <returns>Their names.</returns>
    public string[] NodeOf(int outputs, string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        string[] made = [.. Enumerable.Range(0, outputs).Select(_ => Fresh(operation))];
        Add(operation, made, inputs, attributes);
        return made;
    }

    /// <summary>Adds a constant tensor.</summary>
    /// <param name="weight">Its name.</param>
    /// <param name="type">Its element type.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="bytes">Gives its elements when the file is written.</param>
    /// <returns>Its name.</returns>
    public string Weight(string weight, OnnxType type, long[] shape, Func<byte[]> bytes)
    {
        Take(weight);
        Weights.Add(new OnnxWeight(weight, type, shape, bytes));
        return weight;
    }

    /// <summary>A small constant, <c>[values]</c>; equal ones are stored once.</summary>
    public string Constant(params ReadOnlySpan<long> values)
    {
        long[] copy = values.ToArray();
        return Once($"numbers_{string.Join('_', copy)}", OnnxType.Int64, [copy.Length], () => MemoryMarshal.AsBytes<long>(copy).ToArray());
    }

    /// <summary>A constant number, <c>[]</c>.</summary>
    public string Scalar(float value) =>
        Once(string.Create(CultureInfo.InvariantCulture, $"number_{value:R}"), OnnxType.Single, [], () => MemoryMarshal.AsBytes<float>([value]).ToArray());

    /// <summary>Whether a name is taken already.</summary>
    public bool Has(string value) => _names.Contains(value);

    private string Once(string constant, OnnxType type, long[] shape, Func<byte[]> bytes) => Has(constant) ? constant : Weight(constant, type, shape, bytes);

    private string AddOne(string operation, string output, ReadOnlySpan<string> inputs, ReadOnlySpan<OnnxAttribute> attributes)
    {
        Add(operation, [output], inputs, attributes);
        return output;
    }

    private void Add(string operation, ReadOnlySpan<string> outputs, ReadOnlySpan<string> inputs, ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new ProtoWriter();
        foreach (string input in inputs)
        {
            if (input.Length > 0 && !Has(input)) throw new ArgumentException($"graph {name}: {operation} takes {input}, which nothing made");
            node.Text(OnnxFields.NodeInput, input);
        }

        foreach (string output in outputs) node.Text(OnnxFields.NodeOutput, output);
        node.Text(OnnxFields.NodeName, outputs[0]).Text(OnnxFields.NodeOperator, operation);
        foreach (var attribute in attributes) node.Message(OnnxFields.NodeAttribute, attribute.Message);
        Nodes.Add(node);
    }

    private string Fresh(string operation)
    {
        string fresh;
        do
        {
            _counts[operation] = _counts.GetValueOrDefault(operation) + 1;
            fresh = $"{operation}_{_counts[operation]}";
        }
        while (!_names.Add(fresh));
        return fresh;
    }

    private void Take(string value)
    {
        if (!_names.Add(value)) throw new ArgumentException($"graph {name}: two values are called {value}");
    }

    private static ProtoWriter Value(string value, OnnxType type, ReadOnlySpan<string> shape)
    {
        var dimensions = new ProtoWriter();
        foreach (string size in shape)
        {
            dimensions.Message(OnnxFields.ShapeDimension, ulong.TryParse(size, CultureInfo.InvariantCulture, out ulong number)
                ? new ProtoWriter().Number(OnnxFields.DimensionSize, number)
                : new ProtoWriter().Text(OnnxFields.DimensionName, size));
        }

        var tensor = new ProtoWriter().Number(OnnxFields.TypeElement, (ulong)type).Message(OnnxFields.TypeShape, dimensions);
        return new ProtoWriter().Text(OnnxFields.ValueName, value).Message(OnnxFields.ValueType, new ProtoWriter().Message(OnnxFields.TypeTensor, tensor));
    }
}
