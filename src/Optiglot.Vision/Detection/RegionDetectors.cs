using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Vision;

/// <summary>Opens detectors by name or file.</summary>
public static class RegionDetectors
{
    private static readonly string[] Own = [YoloxDetector.Kind, BottomUpDetector.Kind, FeatureDetector.Kind];

    /// <summary>
    /// Finds the detector's file and loads it: a manifest with its weights, whose hash is checked, one that is put together from others, or a file of a
    /// kind from the settings.
    /// </summary>
    /// <param name="nameOrPath">Path of the file, or its name without `.json` in one of the settings' folders or a folder `detectors`.</param>
    /// <param name="settings">Where to look, threads, and other kinds; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">No such detector, or no weights; the message says where to get them.</exception>
    /// <exception cref="InvalidDataException">Of unknown kind, or the weights are not those of the manifest, or do not fit it.</exception>
    public static IRegionDetector Load(string nameOrPath, DetectorSettings? settings = null)
    {
        settings ??= new DetectorSettings();
        string file = DetectorFiles.Find(nameOrPath, settings.Folders);
        if (DetectorFiles.KindOf(file) is not { } kind || Own.Contains(kind)) return Load(DetectorManifest.Load(file), settings);
        if (ComposedLoader.Kinds.Contains(kind)) return new ComposedLoader(settings).Load(file);
        return settings.Kinds.FirstOrDefault(other => other.Name == kind) is { } known ? known.Load(file) : throw UnknownKind(file, kind, settings);
    }

    /// <summary>As above, of a manifest read before.</summary>
    public static IRegionDetector Load(DetectorManifest manifest, DetectorSettings? settings = null)
    {
        settings ??= new DetectorSettings();
        string file = FindModel(manifest, settings.ModelFolders);
        byte[] model = File.ReadAllBytes(file);
        string hash = Convert.ToHexStringLower(SHA256.HashData(model));
        if (manifest.Model.Sha256 is { } wanted && !hash.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException(
                $"{file}: its SHA-256 is {hash}, but {manifest.Path} wants {wanted}; {manifest.Model.Mend} again, or correct the manifest");
        try
        {
            manifest = WithNames(manifest, settings.ModelFolders) with { Model = manifest.Model with { Sha256 = hash } };
            return manifest.Kind switch
            {
                YoloxDetector.Kind => new YoloxDetector(manifest, OnnxDetector.WithFeatureMaps(model, manifest), settings.Threads),
                BottomUpDetector.Kind => new BottomUpDetector(manifest, model, settings.Threads),
                FeatureDetector.Kind => new FeatureDetector(manifest, OnnxDetector.WithFeatureMaps(model, manifest), settings.Threads),
                _ => throw UnknownKind(manifest.Path, manifest.Kind, settings),
            };
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith(manifest.Path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{file}: {error.Message} ({manifest.Path})", error);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException(
                $"{file}: ONNX Runtime cannot load it ({error.Message.ReplaceLineEndings(" ")}); check the manifest {manifest.Path}", error);
        }
    }

    /// <summary>Path of a manifest's weights.</summary>
    /// <exception cref="FileNotFoundException">They are nowhere; the message says how to come by them, where to put them, and what to do without.</exception>
    public static string FindModel(DetectorManifest manifest, IEnumerable<string>? modelFolders = null) =>
        Find(manifest, manifest.Model.File, modelFolders ?? []) ?? throw new MissingWeightsException(
            $"{manifest.Model.File}: weights of detector {manifest.Name} ({manifest.Model.Licence}) not found; {manifest.Model.Mend} and put it into a " +
            $"folder given with --models, into `models` in the data folder, or beside {manifest.Path}; " +
            $"or bring regions found elsewhere in with `optiglot regions import`", manifest.Model.Get);

    private static string? Find(DetectorManifest manifest, string file, IEnumerable<string> modelFolders) =>
        ModelFolders.Search(modelFolders).Append(Path.GetDirectoryName(manifest.Path) ?? ".")
            .SelectMany(folder => (string[])[Path.Combine(folder, file), Path.Combine(folder, Path.GetFileName(file))]).FirstOrDefault(File.Exists);

    // Names that may not be ours to ship lie beside the weights.
    private static DetectorManifest WithNames(DetectorManifest manifest, IEnumerable<string> modelFolders)
    {
        IReadOnlyList<string> Names(string? file, IReadOnlyList<string> given) => file is null || given.Count > 0 ? given
            : NameList.Read(Find(manifest, file, modelFolders) ?? throw new FileNotFoundException(
                $"{file}: names for detector {manifest.Name} not found beside its weights {manifest.Model.File}; put them there (one name a line; " +
                $"{manifest.Path} may say where they come from), or write them into the manifest as `labels` and `attributes`"));
        return manifest with { Labels = Names(manifest.LabelFile, manifest.Labels), Attributes = Names(manifest.AttributeFile, manifest.Attributes) };
    }

    private static InvalidDataException UnknownKind(string file, string kind, DetectorSettings settings)
    {
        string known = string.Join(", ", Own.Concat(ComposedLoader.Kinds).Concat(settings.Kinds.Select(other => other.Name)));
        return new InvalidDataException($"{file}: unknown kind '{kind}'; kinds are {known}: correct the file, or choose another detector");
    }
}
