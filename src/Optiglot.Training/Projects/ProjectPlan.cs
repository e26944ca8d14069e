using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>What a project's recipe says, before it is written.</summary>
internal sealed record ProjectPlan
{
    private const string Models = "models";

    /// <summary>Name of the run.</summary>
    internal required string Name { get; init; }

    internal required ProjectOptions Options { get; init; }

    internal required ProjectData Data { get; init; }

    /// <summary>What the encoder, or the whole model, starts from, as the recipe names it; null: from nothing.</summary>
    internal string? Start { get; init; }

    /// <summary>The pictures' folder as the recipe names it; null: no pictures.</summary>
    internal string? Pictures { get; init; }

    /// <summary>The transformer, where it starts from nothing.</summary>
    internal required ProjectSize Size { get; init; }

    /// <summary>Passes over the pairs that may fit into the time.</summary>
    internal required double Epochs { get; init; }

    internal bool IsAdapted => Options.StartFrom is not null;

    internal bool IsFromBert => !IsAdapted && Start is not null;

    /// <summary>Names of detected objects are English.</summary>
    internal bool Tags => Options.From == "en";

    internal int Pairs => Data.Split.Train.Count;

    /// <summary>Plans by the pairs, the models and the machine there are.</summary>
    internal static ProjectPlan For(ProjectOptions options, ProjectData data, string folder)
    {
        int pairs = data.Split.Train.Count;
        // Where the processor has no bf16, a step takes about three times as long.
        double speed = ComputeType.Fastest(CPU) == Precision.Bf16 ? 1 : 1.0 / 3;
        ProjectSize size = ProjectSize.For(pairs, options.Cores, options.Minutes, speed);
        string? bert = options.StartFrom is null && options.From == "en" ? options.MiniLm : null;
        return new ProjectPlan
        {
            Name = Project.NameOf(options.Folder),
            Options = options,
            Data = data,
            Size = size,
            Start = options.StartFrom is { } model ? Relative(folder, model) : bert is null ? null : InModels(folder, bert),
            Pictures = data.HasPictures ? Relative(folder, data.PictureFolder) : null,
            Epochs = size.Epochs(pairs, options.Cores, options.Minutes, speed),
        };
    }

    /// <summary>What is trained, for people.</summary>
    internal string Describe() =>
        (IsAdapted ? $"{Options.StartFrom} goes on learning" : IsFromBert ? "an encoder from MiniLM and a small decoder"
            : $"a transformer of {Size.Layers} + {Size.Layers} layers, width {Size.Width}")
        + (Pictures is null ? ", text alone" : $", with pictures seen by {Options.Detector}");

    // A folder below the disk's root alone in common is another place: moving the project would not move the way to it.
    private static string Relative(string folder, string path)
    {
        string whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), relative = Path.GetRelativePath(folder, whole);
        return Path.GetRelativePath("/", folder).Split('/')[0] == Path.GetRelativePath("/", whole).Split('/')[0] ? relative : whole;
    }

    // `models/NAME` is looked for in models folders here and above, and those of OPTIGLOT_MODELS.
    private static string InModels(string folder, string found)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(found)), parent = Path.GetFullPath(Path.Combine(found, ".."));
        bool isAbove = Path.GetFileName(parent) == Models && (folder + "/")
            .StartsWith(Path.GetDirectoryName(parent)!.TrimEnd('/') + "/", StringComparison.Ordinal);
        bool isNamed = Environment.GetEnvironmentVariable(Vision.ModelFolders.Variable) is { Length: > 0 } own && Path.GetFullPath(own) == parent;
        return isAbove || isNamed ? $"{Models}/{name}" : Relative(folder, found);
    }
}
