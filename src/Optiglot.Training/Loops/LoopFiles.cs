using System.Runtime.InteropServices;
using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>A loop's files: the checkpoint it resumes from, the best weights, and the evaluated weights that are averaged at the end.</summary>
internal sealed class LoopFiles(string folder, ParameterSet parameters)
{
    private static readonly WeightMap Everything = new(Enum.GetValues<ParameterGroup>(), [], []);

    internal const string BestFile = "best.safetensors";

    private const string LastFile = "last.checkpoint";

    /// <summary>The best weights.</summary>
    internal string Best { get; } = Path.Combine(folder, BestFile);

    private string Last { get; } = Path.Combine(folder, LastFile);

    internal void SaveCheckpoint(LoopState state, AdamW adam)
    {
        List<CheckpointBuffer> buffers = [];
        if (!state.Finished) buffers = [Buffer("weights", parameters.Master), Buffer("adam/mean", adam.Mean), Buffer("adam/variance", adam.Variance)];
        CheckpointFile.Save(Last, state, buffers);
    }

    /// <summary>Goes on from the checkpoint, if there is one.</summary>
    internal LoopState? LoadCheckpoint(AdamW adam)
    {
        if (!File.Exists(Last)) return null;
        using CheckpointFile file = CheckpointFile.Open(Last);
        LoopState state = file.State<LoopState>();
        if (state.Finished) return state;
        Read(file, "weights", parameters.Master);
        Read(file, "adam/mean", adam.Mean);
        Read(file, "adam/variance", adam.Variance);
        adam.Steps = state.Step;
        parameters.RefreshWorking();
        return state;
    }

    /// <summary>The state of a loop that is over, of its folder alone; null: it is not.</summary>
    internal static LoopState? FinishedIn(string folder)
    {
        string path = Path.Combine(folder, LastFile);
        if (!File.Exists(path) || !File.Exists(Path.Combine(folder, BestFile))) return null;
        using CheckpointFile file = CheckpointFile.Open(path);
        LoopState state = file.State<LoopState>();
        return state.Finished ? state : null;
    }

    internal void SaveWeights(string path) => WeightFile.Save(parameters, path, Everything.Groups);

    internal void LoadWeights(string path) => WeightFile.Load(parameters, path, Everything);

    /// <summary>Keeps the present weights for the average; gives the files still wanted, this one among them. The others are there until <see cref="DropOthers"/>.</summary>
    internal IReadOnlyList<string> KeepEvaluated(LoopState state, int count)
    {
        if (count <= 1) return [];
        string name = CheckpointWindow.NameOf(state.Step);
        SaveWeights(Path.Combine(folder, name));
        return CheckpointWindow.Kept([.. state.Evaluated.Where(old => old != name), name], state.Stopping.BestStep, count);
    }

    /// <summary>Deletes kept weights that the checkpoint does not name: called when it is written, so that a kill never leaves it without its files.</summary>
    internal void DropOthers(LoopState state)
    {
        foreach (string file in Directory.EnumerateFiles(folder, CheckpointWindow.Pattern))
            if (!state.Evaluated.Contains(Path.GetFileName(file))) File.Delete(file);
    }

    /// <summary>Sets the parameters to the mean of the kept weights.</summary>
    internal void LoadAverage(IReadOnlyList<string> names)
    {
        using var quiet = no_grad();
        using Tensor sum = zeros_like(parameters.Master);
        foreach (string name in names)
        {
            LoadWeights(Path.Combine(folder, name));
            sum.AddTo(parameters.Master);
        }

        parameters.Master.copy_(sum.TimesInPlace(1.0 / names.Count));
        parameters.RefreshWorking();
    }

    private static CheckpointBuffer Buffer(string name, Tensor values) => new(name, CheckpointType.F32, [values.shape[0]], stream =>
    {
        using Tensor onProcessor = values.detach().cpu();
        stream.Write(onProcessor.bytes);
    });

    private static void Read(CheckpointFile file, string name, Tensor target)
    {
        using var quiet = no_grad();
        using Tensor values = empty(target.shape, ScalarType.Float32);
        file.Read(name, MemoryMarshal.AsBytes(MemoryMarshal.Cast<byte, float>(values.bytes)));
        target.copy_(values);
    }
}
