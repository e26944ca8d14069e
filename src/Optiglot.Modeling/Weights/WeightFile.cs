using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Parameters to and from a safetensors file.</summary>
public static class WeightFile
{
    /// <summary>Fills parameters from a file.</summary>
    /// <param name="parameters">The model's parameters; masters and working copy are set.</param>
    /// <param name="path">The file.</param>
    /// <param name="map">What must be there, what may be left over or missing.</param>
    /// <exception cref="InvalidDataException">A tensor is missing, unused or misshapen, and nothing was changed; or one has numbers that are not
    /// finite.</exception>
    public static void Load(ParameterSet parameters, string path, WeightMap map)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Dictionary<string, (string Name, long[] Shape)> wanted = parameters.Names.Where(each => map.Groups.Contains(each.Group))
            .ToDictionary(each => each.Name, each => (each.Name, each.Shape));
        var found = new Dictionary<string, SafetensorsEntry>();
        var problems = new List<string>();
        foreach (SafetensorsEntry entry in file.Entries)
        {
            if (RoundedWeights.IsScale(entry.Name, file.Entries)) continue;
            string name = map.NameIn(entry.Name, wanted.ContainsKey);
            if (!wanted.TryGetValue(name, out (string Name, long[] Shape) want))
            {
                if (!StartsWithAny(entry.Name, map.Ignored) && !StartsWithAny(name, map.Ignored)) problems.Add($"{entry.Name} has no place in this model");
            }
            else if (!want.Shape.AsSpan().SequenceEqual([.. entry.Shape]))
            {
                problems.Add($"{entry.Name} is [{string.Join(", ", entry.Shape)}], this model has [{string.Join(", ", want.Shape)}]");
            }
            else if (entry.Type is not (SafetensorsType.F32 or SafetensorsType.F16 or SafetensorsType.BF16 or SafetensorsType.F64)
                && !RoundedWeights.IsRounded(entry, file.Entries))
            {
                problems.Add($"{entry.Name} holds {entry.Type}, not weights");
            }
            else if (!found.TryAdd(name, entry))
            {
                problems.Add($"{entry.Name} is there twice, also as {found[name].Name}");
            }
        }

        string[] optional = [.. map.Optional, .. map.MissingTogether.Where(prefix =>
            !found.Keys.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)))];
        problems.AddRange(wanted.Keys.Where(name => !found.ContainsKey(name) && !StartsWithAny(name, optional)
            && !problems.Exists(problem => map.NameIn(problem.Split(' ')[0], wanted.ContainsKey) == name)).Select(name => $"{name} is missing"));
        if (problems.Count > 0)
            throw new InvalidDataException(
                $"{path}: these weights do not fit the model: "

                + $"{string.Join("; ", problems.Take(5))}{(problems.Count > 5 ? $"; and {problems.Count - 5} more" : "")}; use the weights that belong to "
                    + $"it, or train anew");
        using var quiet = no_grad();
        foreach ((string name, SafetensorsEntry entry) in found)
        {
            using var scope = NewDisposeScope();
            Tensor values = file.ReadWeights(entry.Name);
            if (!IsFinite(values))
                throw new InvalidDataException(
                    $"{path}: {entry.Name} has numbers that are not finite (NaN or infinity): the file is damaged, or what it holds diverged; use other "
                        + $"weights, or train anew");
            parameters.MasterOf(name).copy_(values);
        }

        parameters.RefreshWorking();
    }

    /// <summary>Writes the masters of some groups.</summary>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="path">Where to; the file appears whole or not at all.</param>
    /// <param name="groups">Which parts.</param>
    /// <param name="type">Element type on disk: float32, float16 or bfloat16.</param>
    /// <param name="metadata">Free text.</param>
    /// <exception cref="InvalidDataException">A parameter has numbers that are not finite: nothing is written.</exception>
    /// <exception cref="IOException">The disk is full or cannot be written; what was there before still is.</exception>
    public static void Save(ParameterSet parameters, string path, IReadOnlyList<ParameterGroup> groups, ScalarType type = ScalarType.Float32,
        IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsFile.Write(path, [.. parameters.Names.Where(each => groups.Contains(each.Group))
            .Select(each => (each.Name, type, each.Shape, (Func<Tensor>)(() => Finite(parameters, each.Name, path))))], metadata);

    private static Tensor Finite(ParameterSet parameters, string name, string path)
    {
        Tensor values = parameters.MasterOf(name);
        return IsFinite(values) ? values
            : throw new InvalidDataException(
                $"{path}: is not written, since {name} has numbers that are not finite (NaN or infinity): training diverged; lower the learning rate, or "
                    + $"go on from earlier weights");
    }

    private static bool IsFinite(Tensor values)
    {
        using var scope = NewDisposeScope();
        return isfinite(values).all().item<bool>();
    }

    private static bool StartsWithAny(string name, IReadOnlyList<string> prefixes) => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
