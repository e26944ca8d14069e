using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Translation;

/// <summary>
/// Runs of a graph with memory of ours bound to its inputs and outputs: a run allocates nothing of ours and copies nothing in or out. One thread at a time;
/// several of these share a graph.
/// </summary>
internal sealed class OnnxGraphSession : IDisposable
{
    private readonly string _path;
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _run = new();
    private readonly Dictionary<string, OnnxBuffer> _buffers = [];
    private readonly List<OnnxBuffer> _own = [];

    /// <summary>Makes the memory of one who runs a graph.</summary>
    /// <param name="graph">The graph; not disposed.</param>
    /// <param name="source">A graph whose outputs are this one's inputs where they have the same names; null for none.</param>
    public OnnxGraphSession(OnnxGraph graph, OnnxGraphSession? source = null)
    {
        _path = graph.Path;
        InferenceSession session = _session = graph.Session;
        _binding = session.CreateIoBinding();
        foreach (var (name, value) in session.InputMetadata.Concat(session.OutputMetadata))
        {
            if (source?._session.OutputMetadata.ContainsKey(name) == true && session.InputMetadata.ContainsKey(name))
            {
                _buffers[name] = source[name];
                continue;
            }

            _own.Add(_buffers[name] = new OnnxBuffer(value.ElementDataType));
        }
    }

    /// <summary>Names of the inputs.</summary>
    public IEnumerable<string> Inputs => _session.InputMetadata.Keys;

    /// <summary>The memory of an input or output.</summary>
    /// <exception cref="InvalidDataException">The graph has none of that name, being another model's.</exception>
    public OnnxBuffer this[string name] => _buffers.TryGetValue(name, out var buffer) ? buffer : throw Stranger($"it has no '{name}'");

    /// <summary>Whether the graph has an input or output of that name.</summary>
    public bool Has(string name) => _buffers.ContainsKey(name);

    /// <summary>The size of a fixed dimension.</summary>
    /// <exception cref="InvalidDataException">The graph has none of that name, being another model's.</exception>
    public int Dimension(string name, int axis)
    {
        var dimensions = (_session.InputMetadata.GetValueOrDefault(name) ?? _session.OutputMetadata.GetValueOrDefault(name))?.Dimensions;
        return axis < dimensions?.Length ? dimensions[axis] : throw Stranger($"it has no '{name}' with a dimension {axis}");
    }

    /// <summary>Gives all inputs and outputs their shapes, and binds what changed.</summary>
    /// <param name="sizes">Sizes of the dimensions that have names.</param>
    /// <exception cref="InvalidDataException">The graph has other inputs or outputs, being another model's.</exception>
    public void Reshape(IReadOnlyDictionary<string, long> sizes)
    {
        try
        {
            Bind(sizes);
        }
        catch (OnnxRuntimeException error)
        {
            throw CannotRun(error);
        }
    }

    private void Bind(IReadOnlyDictionary<string, long> sizes)
    {
        foreach (var (name, value) in _session.InputMetadata)
        {
            _buffers[name].Reshape(Shape(value, sizes));
            _binding.BindInput(name, _buffers[name].Value);
        }

        foreach (var (name, value) in _session.OutputMetadata)
        {
            _buffers[name].Reshape(Shape(value, sizes));
            _binding.BindOutput(name, _buffers[name].Value);
        }
    }

    /// <summary>Keeps some sentences in every input whose first axis they are.</summary>
    /// <param name="kept">The sentences that stay, rising.</param>
    /// <param name="sentences">Sentences there are.</param>
    public void KeepSentences(ReadOnlySpan<long> kept, int sentences)
    {
        foreach (var (name, value) in _session.InputMetadata)
        {
            if (value.SymbolicDimensions is ["sentences", ..]) _buffers[name].KeepBlocks(kept, sentences);
        }
    }

    /// <summary>Computes the outputs.</summary>
    /// <exception cref="InvalidDataException">The graph cannot compute them, being another model's.</exception>
    public void Run()
    {
        try
        {
            _session.RunWithBinding(_run, _binding);
        }
        catch (OnnxRuntimeException error)
        {
            throw CannotRun(error);
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _run.Dispose();
        foreach (var buffer in _own) buffer.Dispose();
    }

    private InvalidDataException Stranger(string why) => new($"{_path}: is no graph of this model's: {why}; export the model anew");

    private InvalidDataException CannotRun(OnnxRuntimeException error) =>
        new($"{_path}: ONNX Runtime cannot run it ({error.Message.Split('\n')[0]}); export the model anew", error);

    private long[] Shape(NodeMetadata value, IReadOnlyDictionary<string, long> sizes)
    {
        var shape = new long[value.Dimensions.Length];
        for (int i = 0; i < shape.Length; i++)
        {
            string name = value.SymbolicDimensions[i];
            if (value.Dimensions[i] >= 0) shape[i] = value.Dimensions[i];
            else if (!sizes.TryGetValue(name, out shape[i])) throw Stranger($"nobody knows its dimension '{name}'");
        }

        return shape;
    }
}
