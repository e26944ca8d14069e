namespace Optiglot.Vision;

/// <summary>Opens detectors that are put together from others; a feature network that several parts name is loaded once.</summary>
internal sealed class ComposedLoader(DetectorSettings settings)
{
    /// <summary>Kinds of <see cref="ComposedManifest"/>.</summary>
    public static readonly string[] Kinds = [GridDetector.Kind, BoxesAndVectorsDetector.Kind, JoinedDetector.Kind];

    private readonly Dictionary<string, FeatureDetector> _networks = [];
    private readonly HashSet<string> _open = [];

    /// <summary>Opens a file of one of the kinds.</summary>
    /// <exception cref="FileNotFoundException">A part is not there, or its weights.</exception>
    /// <exception cref="InvalidDataException">The file or a part is damaged, parts do not go together, or it contains itself.</exception>
    public IRegionDetector Load(string file)
    {
        var manifest = ComposedManifest.Load(file);
        if (!_open.Add(manifest.Path)) throw new InvalidDataException($"{file}: this detector contains itself; correct its parts");
        IRegionDetector detector = manifest.Kind switch
        {
            GridDetector.Kind => new GridDetector(manifest, Network(manifest)),
            BoxesAndVectorsDetector.Kind => new BoxesAndVectorsDetector(manifest, Part(manifest, manifest.Boxes!), Network(manifest)),
            _ => new JoinedDetector(manifest, [.. manifest.Parts.Select(part => Part(manifest, part))]),
        };
        _open.Remove(manifest.Path);
        return detector;
    }

    private IRegionDetector Part(ComposedManifest whole, string name)
    {
        string file = Find(whole, name);
        return Kinds.Contains(DetectorFiles.KindOf(file)) ? Load(file) : RegionDetectors.Load(file, settings);
    }

    private FeatureDetector Network(ComposedManifest whole)
    {
        string file = Path.GetFullPath(Find(whole, whole.Vectors!));
        if (_networks.TryGetValue(file, out var network)) return network;
        if (DetectorFiles.KindOf(file) is var kind && kind != FeatureDetector.Kind)
            throw new InvalidDataException(
                $"{whole.Path}: `vectors` names {whole.Vectors}, which is of kind {kind}, not {FeatureDetector.Kind}; name a feature network");
        return _networks[file] = (FeatureDetector)RegionDetectors.Load(file, settings);
    }

    /// <summary>Parts may lie beside the file that names them.</summary>
    private string Find(ComposedManifest whole, string name) => DetectorFiles.Find(name, [.. settings.Folders, Path.GetDirectoryName(whole.Path)!]);
}
