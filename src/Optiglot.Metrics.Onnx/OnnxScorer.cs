using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Optiglot.Metrics.Onnx;

/// <summary>Runs the model on batches. Many threads may call it at once; each call is one core's work.</summary>
internal sealed class OnnxScorer : IDisposable
{
    private readonly LearnedManifest manifest;
    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly string[] inputs;
    private readonly int padding;

    public OnnxScorer(LearnedManifest manifest, int padding)
    {
        (this.manifest, this.padding) = (manifest, padding);
        inputs = [.. manifest.Sequences.SelectMany(sequence => sequence.Inputs)];
        string model = manifest.Model.Find(manifest);
        using var options = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            session = new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException($"{model}: ONNX Runtime cannot load it ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')})", error);
        }
        try
        {
            CheckNames();
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Scores segments.</summary>
    /// <param name="batch">Sequences, <c>[segments][sequences]</c>.</param>
    /// <returns>The output in the manifest's scale, <c>[segments]</c>.</returns>
    public double[] Score(IReadOnlyList<EncodedSequence[]> batch)
    {
        List<OrtValue> values = [];
        try
        {
            for (int s = 0; s < manifest.Sequences.Count; s++) AddInputs(values, s, batch);
            using var outputs = session.Run(run, inputs, values, [manifest.Output]);
            double[] scores = Numbers(outputs[0]);
            if (scores.Length != batch.Count)
                throw Wrong($"the output '{manifest.Output}' has {scores.Length} numbers for {batch.Count} segments; name one that has one each");
            return Array.ConvertAll(scores, score => manifest.Scale * score + manifest.Shift);
        }
        catch (OnnxRuntimeException error)
        {
            throw Wrong($"the model does not run on these inputs ({error.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')})");
        }
        finally
        {
            foreach (var value in values) value.Dispose();
        }
    }

    public void Dispose()
    {
        run.Dispose();
        session.Dispose();
    }

    private void AddInputs(List<OrtValue> values, int s, IReadOnlyList<EncodedSequence[]> batch)
    {
        LearnedSequence sequence = manifest.Sequences[s];
        int length = Math.Max(1, batch.Max(segment => segment[s].Ids.Length));
        values.Add(Fill(sequence.Ids, (ids, at) => at < ids.Ids.Length ? ids.Ids[at] : padding));
        if (sequence.Mask is { } mask) values.Add(Fill(mask, (ids, at) => at < ids.Ids.Length ? 1 : 0));
        if (sequence.Segments is { } segments) values.Add(Fill(segments, (ids, at) => at >= ids.FirstPart && at < ids.Ids.Length ? 1 : 0));

        OrtValue Fill(string input, Func<EncodedSequence, int, int> number)
        {
            var numbers = new int[batch.Count * length];
            for (int i = 0; i < batch.Count; i++)
                for (int at = 0; at < length; at++) numbers[i * length + at] = number(batch[i][s], at);
            return Tensor(input, numbers, [batch.Count, length]);
        }
    }

    private OrtValue Tensor(string input, int[] numbers, long[] shape) => session.InputMetadata[input].ElementDataType switch
    {
        TensorElementType.Int32 => OrtValue.CreateTensorValueFromMemory(numbers, shape),
        TensorElementType.Int64 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(numbers, number => (long)number), shape),
        TensorElementType.Float => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(numbers, number => (float)number), shape),
        TensorElementType.Bool => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(numbers, number => number != 0), shape),
        var other => throw Wrong($"the input '{input}' takes {other}; the model must take int64, int32, float or bool"),
    };

    private double[] Numbers(OrtValue value)
    {
        var shape = value.GetTensorTypeAndShape();
        return shape.ElementDataType switch
        {
            TensorElementType.Float => Array.ConvertAll(value.GetTensorDataAsSpan<float>().ToArray(), number => (double)number),
            TensorElementType.Double => value.GetTensorDataAsSpan<double>().ToArray(),
            TensorElementType.Float16 => Array.ConvertAll(value.GetTensorDataAsSpan<Float16>().ToArray(), number => (double)number.ToFloat()),
            var other => throw Wrong($"the output '{manifest.Output}' gives {other}; name one that gives float, double or float16"),
        };
    }

    private void CheckNames()
    {
        foreach (string name in inputs)
            if (!session.InputMetadata.ContainsKey(name)) throw Unknown("input", name, session.InputMetadata.Keys);
        if (!session.OutputMetadata.ContainsKey(manifest.Output)) throw Unknown("output", manifest.Output, session.OutputMetadata.Keys);
        if (session.InputMetadata.Keys.Except(inputs).FirstOrDefault() is { } left)
            throw Wrong($"the model reads '{left}' too, which no sequence names; add it");
    }

    private InvalidDataException Unknown(string what, string name, IEnumerable<string> known) =>
        Wrong($"the model has no {what} '{name}', but {string.Join(", ", known)}; correct the manifest");

    private InvalidDataException Wrong(string what) => new($"{manifest.Path}: {what}");
}
