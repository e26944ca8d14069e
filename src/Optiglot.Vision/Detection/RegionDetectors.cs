using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Vision;

/// <summary>Makes detectors from their manifests.</summary>
public static class RegionDetectors
{
    /// <summary>Finds the manifest and its weights, checks their hash, and loads them.</summary>
    /// <param name="nameOrPath">Name in a folder `detectors`, or path of a manifest.</param>
    /// <param name="modelFolders">Folders to look for the weights in, before the usual ones.</param>
    /// <param name="threads">Threads within one picture. 1 is best for many pictures, which run side by side.</param>
    /// <exception cref="FileNotFoundException">No manifest, or no weights; the message says where to download them.</exception>
    /// <exception cref="InvalidDataException">The weights are not those of the manifest, or do not fit it.</exception>
    public static IRegionDetector Load(string nameOrPath, IEnumerable<string>? modelFolders = null, int threads = 1) =>
        Load(DetectorManifest.Find(nameOrPath), modelFolders, threads);

    /// <summary>As above, of a manifest read before.</summary>
    public static IRegionDetector Load(DetectorManifest manifest, IEnumerable<string>? modelFolders = null, int threads = 1)
    {
        string file = FindModel(manifest, modelFolders);
        byte[] model = File.ReadAllBytes(file);
        string hash = Convert.ToHexStringLower(SHA256.HashData(model));
        if (!hash.Equals(manifest.Model.Sha256, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException(
                $"{file}: its SHA-256 is {hash}, but {manifest.Path} wants {manifest.Model.Sha256}; " +
                $"download it again from {manifest.Model.Download}, or correct the manifest");
        try
        {
            return manifest.Kind switch
            {
                "yolox" => new YoloxDetector(manifest, OnnxGraph.AddOutputs(model, [.. manifest.FeatureMaps.Select(map => map.Tensor)]), threads),
                "bottom-up" => new BottomUpDetector(manifest, model, threads),
                _ => throw new InvalidDataException($"{manifest.Path}: unknown kind '{manifest.Kind}'; kinds are yolox and bottom-up"),
            };
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith(manifest.Path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{file}: {error.Message}", error);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException(
                $"{file}: ONNX Runtime cannot load it ({error.Message.ReplaceLineEndings(" ")}); check the manifest {manifest.Path}", error);
        }
    }

    /// <summary>Path of a manifest's weights.</summary>
    /// <exception cref="FileNotFoundException">They are nowhere; the message says where to download them and where to put them.</exception>
    public static string FindModel(DetectorManifest manifest, IEnumerable<string>? modelFolders = null)
    {
        var folders = Folders.Models(modelFolders ?? [], manifest.Path).ToList();
        string[] files = [manifest.Model.File, Path.GetFileName(manifest.Model.File)];
        var candidates = folders.SelectMany(folder => files.Select(file => Path.Combine(folder, file)));
        return candidates.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException(
            $"{manifest.Model.File}: weights of detector {manifest.Name} ({manifest.Model.Licence}) not found; " +
            $"download {manifest.Model.Download} into a folder and give it with --models, or put it beside {manifest.Path}");
    }
}
