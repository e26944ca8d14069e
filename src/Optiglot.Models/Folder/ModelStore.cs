namespace Optiglot.Models;

/// <summary>A folder of models, a folder each.</summary>
/// <param name="folder">The folder; need not exist.</param>
public sealed class ModelStore(string folder)
{
    /// <summary>The folder that has a folder a model.</summary>
    public string Folder { get; } = folder;

    /// <summary>Where a model is, or would be.</summary>
    public string PathOf(KnownModel model) => Path.Combine(Folder, model.Name);

    /// <summary>How a model stands, by names and lengths alone.</summary>
    public ModelState Look(KnownModel model) => Sum(model, [.. model.Files.Select(file => Look(model, file))]);

    /// <summary>How each file of a model stands, by its SHA-256.</summary>
    public IReadOnlyList<FileState> Verify(KnownModel model, CancellationToken cancel = default) =>
    [
        .. model.Files.Select(file =>
        {
            cancel.ThrowIfCancellationRequested();
            FileState state = Look(model, file);
            if (state.State != ModelState.There) return state;
            string hash = FileHash.Sha256(state.Path);
            return hash == file.Sha256 ? state : new(state.Path, ModelState.Damaged, $"its SHA-256 is {hash}, not {file.Sha256}");
        }),
    ];

    /// <summary>How a model stands, from how its files do.</summary>
    public ModelState Sum(KnownModel model, IReadOnlyList<FileState> files)
    {
        // Whose files are not known counts as there when anything is.
        if (files.Count == 0) return Directory.Exists(PathOf(model)) && Directory.EnumerateFileSystemEntries(PathOf(model)).Any() ? ModelState.There
            : ModelState.Absent;
        if (files.All(file => file.State == ModelState.There)) return ModelState.There;
        if (files.All(file => file.State == ModelState.Absent)) return ModelState.Absent;
        return files.Any(file => file.State == ModelState.Damaged) ? ModelState.Damaged : ModelState.Incomplete;
    }

    private FileState Look(KnownModel model, ModelFile file)
    {
        var found = new FileInfo(Path.Combine(PathOf(model), file.Path));
        if (!found.Exists) return new(found.FullName, ModelState.Absent, "is not there");
        return found.Length == file.Bytes ? new(found.FullName, ModelState.There, null)
            : new(found.FullName, ModelState.Damaged, $"has {found.Length:N0} bytes, not {file.Bytes:N0}");
    }
}
