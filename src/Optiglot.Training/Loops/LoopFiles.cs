using System.Runtime.InteropServices;
using Optiglot.Distributed;
using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>
/// A loop's files: the checkpoint it resumes from, the best weights, and the evaluated weights that are averaged at the end. The checkpoint has the hashes of
/// the others, and keys of the recipe and the data: what changed behind a run's back is not trained on, and not exported. Of several ranks,
/// rank 0 writes and the others wait for it; all read.
/// </summary>
internal sealed class LoopFiles(LoopOptions options, ParameterSet parameters)
{
    private readonly string folder = options.Folder;

    private static readonly WeightMap Everything = new(Enum.GetValues<ParameterGroup>(), [], []);

    internal const string BestFile = "best.safetensors";

    private const string LastFile = "last.checkpoint";

    // The best weights until the checkpoint has their hash: a kill between the two leaves a pair that fits.
    private const string NewBestFile = "best.new.safetensors";

    private string Last => Path.Combine(folder, LastFile);

    /// <summary>Where a new loop stands.</summary>
    internal LoopState Begin() => new() { Stopping = new EarlyStopping { Patience = options.Patience }, Recipe = options.Recipe, DataKey = options.DataKey };

    internal void SaveCheckpoint(LoopState state, AdamW adam) => OnFirst(() => Save(state, adam));

    private void Save(LoopState state, AdamW adam)
    {
        List<SafetensorsTensor> buffers = [];
        if (!state.Finished) buffers = [Buffer("weights", parameters.Master), Buffer("adam/mean", adam.Mean), Buffer("adam/variance", adam.Variance)];
        CheckpointFile.Save(Last, state, buffers);
        // Written by KeepBest a moment ago, and its hash taken then.
        string fresh = Path.Combine(folder, NewBestFile);
        if (File.Exists(fresh)) File.Move(fresh, Path.Combine(folder, BestFile), overwrite: true);
    }

    /// <summary>Goes on from the checkpoint, if there is one.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another recipe or other data.</exception>
    internal LoopState? LoadCheckpoint(AdamW adam)
    {
        if (!Ranks.Broadcast(File.Exists(Last))) return null;
        using CheckpointFile file = CheckpointFile.Open(Last);
        LoopState state = file.State<LoopState>();
        RequireSame(state, options, Last);
        state = state with { Recipe = options.Recipe, RecipeKey = null, DataKey = options.DataKey };
        OnFirst(() => SettleBest(state, folder));
        if (state.Finished) return state;
        Read(file, "weights", parameters.Master);
        Read(file, "adam/mean", adam.Mean);
        Read(file, "adam/variance", adam.Variance);
        adam.Steps = state.Step;
        parameters.RefreshWorking();
        return state;
    }

    /// <summary>
    /// The state of a loop that is over; null: it is not. Its best weights are those that were saved, and what a kill left beside them is gone.
    /// </summary>
    /// <exception cref="InvalidDataException">The checkpoint or the weights are damaged, or of another recipe or other data.</exception>
    internal static LoopState? FinishedIn(LoopOptions options)
    {
        LoopState? found = options.Ranks.Rank == 0 ? Finished(options) : null;
        if (!options.Ranks.Broadcast(found is not null)) return null;
        if (found is not null) return found;
        using CheckpointFile file = CheckpointFile.Open(Path.Combine(options.Folder, LastFile));
        return file.State<LoopState>();
    }

    private static LoopState? Finished(LoopOptions options)
    {
        string path = Path.Combine(options.Folder, LastFile), best = Path.Combine(options.Folder, BestFile);
        // A loop that goes on opens its checkpoint again, and checks the hash of its gigabytes then.
        if (!File.Exists(path) || CheckpointFile.HasArrays(path)) return null;
        using CheckpointFile file = CheckpointFile.Open(path);
        LoopState state = file.State<LoopState>();
        if (!state.Finished) return null;
        RequireSame(state, options, path);
        SettleBest(state, options.Folder);
        if (!File.Exists(best)) return null;
        if (state.Hashes.TryGetValue(BestFile, out string? sha256)) FileHash.Require(best, sha256);
        DropAllBut(state, options.Folder);
        return state;
    }

    /// <summary>Keeps the present weights as the best; they take their place when the checkpoint is written.</summary>
    internal LoopState KeepBest(LoopState state) => state.WithHash(BestFile, SaveWeights(Path.Combine(folder, NewBestFile)));

    /// <summary>Sets the parameters to the best weights, where there are any.</summary>
    /// <exception cref="InvalidDataException">They are not those that were saved.</exception>
    internal void LoadBest(LoopState state)
    {
        if (state.Hashes.ContainsKey(BestFile) || File.Exists(Path.Combine(folder, BestFile))) LoadWeights(BestFile, state);
    }

    /// <summary>
    /// Keeps the present weights for the average, this evaluation's among them. Files that are wanted no more are there until <see cref="DropOthers"/>.
    /// </summary>
    internal LoopState KeepEvaluated(LoopState state, int count)
    {
        if (count <= 1) return state;
        string name = CheckpointWindow.NameOf(state.Step), hash = SaveWeights(Path.Combine(folder, name));
        return (state with { Evaluated = CheckpointWindow.Kept([.. state.Evaluated.Where(old => old != name), name], state.Stopping.BestStep, count) })
            .WithHash(name, hash);
    }

    /// <summary>Deletes kept weights that the checkpoint does not name: called when it is written, so that a kill never leaves it without its files.</summary>
    internal void DropOthers(LoopState state) => OnFirst(() => DropAllBut(state, folder));

    /// <summary>Sets the parameters to the mean of the kept weights.</summary>
    internal void LoadAverage(IReadOnlyList<string> names, LoopState state)
    {
        using var quiet = no_grad();
        using Tensor sum = zeros_like(parameters.Master);
        foreach (string name in names)
        {
            LoadWeights(name, state);
            sum.AddTo(parameters.Master);
        }

        parameters.Master.copy_(sum.TimesInPlace(1.0 / names.Count));
        parameters.RefreshWorking();
    }

    private string SaveWeights(string path)
    {
        string hash = "";
        OnFirst(() =>
        {
            WeightFile.Save(parameters, path, Everything.Groups);
            hash = FileHash.Sha256(path);
        });
        return Ranks.GatherText(hash)[0];
    }

    private ICommunicator Ranks => options.Ranks;

    private void OnFirst(Action act) => Ranks.OnFirst("writing", act);

    private void LoadWeights(string name, LoopState state)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: is missing, but the run needs it; put it back, or delete {folder} to have the stage trained anew", path);
        if (state.Hashes.TryGetValue(name, out string? sha256)) FileHash.Require(path, sha256);
        WeightFile.Load(parameters, path, Everything);
    }

    private static void SettleBest(LoopState state, string folder)
    {
        string fresh = Path.Combine(folder, NewBestFile);
        if (!File.Exists(fresh)) return;
        if (state.Hashes.GetValueOrDefault(BestFile) == FileHash.Sha256(fresh)) File.Move(fresh, Path.Combine(folder, BestFile), overwrite: true);
        else File.Delete(fresh);
    }

    private static void DropAllBut(LoopState state, string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, CheckpointWindow.Pattern))
            if (!state.Evaluated.Contains(Path.GetFileName(file))) File.Delete(file);
    }

    private static void RequireSame(LoopState state, LoopOptions options, string path)
    {
        string? difference = state.Recipe is { } begun ? begun.Difference(options.Recipe)
            : state.RecipeKey is { } key && key != options.Recipe.Key ? "it has another hash"
            : null;
        if (difference is not null)
            throw new InvalidDataException(
                $"{path}: was trained with another recipe than this one ({difference}); take that of before, or begin a new run with --out");
        if (state.DataKey is { } data && data != options.DataKey)
        {
            throw new InvalidDataException($"{path}: was trained on other data: a text, a tokeniser or the number of a picture's regions has changed since; "
                + "put the data of before back, or begin a new run with --out");
        }
    }

    private static SafetensorsTensor Buffer(string name, Tensor values) => new(name, SafetensorsType.F32, [values.shape[0]], stream =>
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
