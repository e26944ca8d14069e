using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Translation;

/// <summary>A graph loaded into ONNX Runtime: its weights and its plan. Any number of <see cref="OnnxGraphSession"/> may run it at the same time.</summary>
/// <param name="path">The file.</param>
/// <param name="session">The loaded graph.</param>
internal sealed class OnnxGraph(string path, InferenceSession session) : IDisposable
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>ONNX Runtime's handle.</summary>
    public InferenceSession Session => session;

    /// <summary>Loads a graph.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Threads a run may use.</param>
    /// <exception cref="InvalidDataException">ONNX Runtime cannot load it.</exception>
    public static OnnxGraph Open(string path, int threads)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            // Shapes change from batch to batch; a plan for each would only take memory.
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Threads wait actively within a run, whose operations are short, and sleep between runs.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "1");
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        // Processors without 8-bit dot products: exact sums rather than fast ones that overflow.
        options.AddSessionConfigEntry("session.x64quantprecision", "1");
        try
        {
            return new OnnxGraph(path, new InferenceSession(path, options));
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException($"{path}: ONNX Runtime cannot load it ({error.Message.Split('\n')[0]}); export the model anew", error);
        }
    }

    public void Dispose() => session.Dispose();
}
