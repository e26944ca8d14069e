using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Translation;

/// <summary>Runs of a graph with memory of ours bound to its inputs and outputs: a run allocates nothing of ours and copies nothing in or out. One thread at a time; several of these share a graph.</summary>
internal sealed class OnnxGraphSession : IDisposable
{
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
    public OnnxBuffer this[string name] => _buffers[name];

    /// <summary>Whether the graph has an input or output of that name.</summary>
    public bool Has(string name) => _buffers.ContainsKey(name);

    /// <summary>The size of a fixed dimension.</summary>
    public int Dimension(string name, int axis) => (_session.InputMetadata.GetValueOrDefault(name) ?? _session.OutputMetadata[name]).Dimensions[axis];

    /// <summary>Gives all inputs and outputs their shapes, and binds what changed.</summary>
    /// <param name="sizes">Sizes of the dimensions that have names.</param>
    public void Reshape(IReadOnlyDictionary<string, long> sizes)
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
            throw new InvalidDataException($"ONNX Runtime failed ({error.Message.Split('\n')[0]}); export the model anew", error);
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _run.Dispose();
        foreach (var buffer in _own) buffer.Dispose();
    }

    private static long[] Shape(NodeMetadata value, IReadOnlyDictionary<string, long> sizes)
    {
        var shape = new long[value.Dimensions.Length];
        for (int i = 0; i < shape.Length; i++) shape[i] = value.Dimensions[i] >= 0 ? value.Dimensions[i] : sizes[value.SymbolicDimensions[i]];
        return shape;
    }
}
