using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Vision;

/// <summary>An ONNX Runtime session that takes one picture a call and may be called from many threads, each of which then is a core's worth of work.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly InputLayout _layout;
    private readonly string[] _inputs, _outputs;

    /// <summary>Loads a model.</summary>
    /// <exception cref="InvalidDataException">The graph has no input or output of a wanted name.</exception>
    public OnnxSession(byte[] model, InputLayout layout, IReadOnlyList<string> outputs, int threads)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (layout.Fault() is { } fault) throw new InvalidDataException($"{fault}; correct the detector manifest");
        _session = new InferenceSession(model, options);
        _layout = layout;
        _inputs = layout.SizeInput is null ? [layout.Name] : [layout.Name, layout.SizeInput];
        _outputs = [.. outputs];
        foreach (string name in _inputs) CheckName(name, _session.InputMetadata.Keys, "input");
        foreach (string name in _outputs) CheckName(name, _session.OutputMetadata.Keys, "output");
    }

    /// <summary>Last dimension of an output, if the graph says.</summary>
    public int? LastDimension(string output) => _session.OutputMetadata[output].Dimensions is [.., > 0 and var last] ? last : null;

    /// <summary>Dimensions of an output, -1 where the graph leaves them open.</summary>
    public int[] Dimensions(string output) => _session.OutputMetadata[output].Dimensions;

    /// <summary>Brings a picture in and runs the network; the caller disposes the outputs, which are in the order asked for.</summary>
    /// <exception cref="InvalidDataException">The network takes no such input.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(DecodedImage image, Placement placement)
    {
        int length = 3 * placement.Width * placement.Height;
        float[] planes = System.Buffers.ArrayPool<float>.Shared.Rent(length);
        try
        {
            PictureTensor.Write(image, placement, _layout, planes.AsSpan(0, length));
            long[] shape = [1, 3, placement.Height, placement.Width];
            using var picture = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, planes.AsMemory(0, length), shape);
            if (_layout.SizeInput is null) return _session.Run(_run, _inputs, [picture], _outputs);
            float[] size = [placement.PlacedHeight, placement.PlacedWidth, (float)placement.PlacedWidth / image.OriginalWidth];
            using var sizes = OrtValue.CreateTensorValueFromMemory(size, [1, 3]);
            return _session.Run(_run, _inputs, [picture, sizes], _outputs);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException(
                $"ONNX Runtime cannot run the network ({error.Message.ReplaceLineEndings(" ")}); check the manifest's `input`", error);
        }
        finally { System.Buffers.ArrayPool<float>.Shared.Return(planes); }
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private static void CheckName(string name, IEnumerable<string> names, string what)
    {
        if (!names.Contains(name))
            throw new InvalidDataException($"the model has no {what} '{name}', but {string.Join(", ", names)}; correct the detector manifest");
    }
}
