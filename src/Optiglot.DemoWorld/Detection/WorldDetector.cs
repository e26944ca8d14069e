using System.Security.Cryptography;
using System.Text.Json;
using Optiglot.Vision;

namespace Optiglot.DemoWorld;

/// <summary>
/// The detector of the drawn world: cuts things out by their outlines, describes shape and paint by 78 numbers, and names them with two
/// logistic regressions (noun, colour) learned from a catalogue of labelled drawings. It knows words, not senses: both kinds of bat are "bat".
/// </summary>
public sealed class WorldDetector : IRegionDetector
{
    /// <summary>Name in region stores and model folders.</summary>
    public const string Name = "world-detector";

    /// <summary>Opens its files wherever detectors are named.</summary>
    public static readonly DetectorKind Kind = new(Name, Load);

    private readonly WorldDetectorFile parameters;
    private readonly byte[] bytes;
    private readonly SoftmaxClassifier nouns, colours;

    private WorldDetector(WorldDetectorFile parameters, byte[] bytes)
    {
        (this.parameters, this.bytes) = (parameters, bytes);
        nouns = new(parameters.ClassNames.Length, RegionDescriptor.Width, parameters.ClassWeights);
        colours = new(parameters.AttributeNames.Length, RegionDescriptor.Width, parameters.AttributeWeights);
        Info = new()
        {
            Name = Name,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            FeatureWidth = RegionDescriptor.Width,
            FeatureSource = "silhouette 6x6, lines 4x4, moments, paint; standardised",
            ClassNames = parameters.ClassNames,
            AttributeNames = parameters.AttributeNames,
        };
    }

    /// <inheritdoc/>
    public DetectorInfo Info { get; }

    /// <summary>Draws a catalogue and learns from it.</summary>
    /// <param name="seed">Seed of the catalogue: another than the world's, so that no drawing is in both.</param>
    /// <param name="each">Drawings of each sense.</param>
    public static WorldDetector Learn(ulong seed = 20210, int each = 60)
    {
        var samples = DetectorCatalogue.Draw(seed, each);
        var standardiser = Standardiser.Measure([.. samples.Select(s => s.Vector)]);
        foreach (var sample in samples) standardiser.Apply(sample.Vector);
        IReadOnlyList<float[]> vectors = [.. samples.Select(s => s.Vector)];
        var file = new WorldDetectorFile
        {
            Seed = seed,
            ClassNames = [.. Lexicon.Nouns.Select(n => n.Singular)],
            AttributeNames = [.. Lexicon.Colours.Select(c => c.English)],
            Mean = standardiser.Mean,
            Scale = standardiser.Scale,
            ClassWeights = SoftmaxClassifier.Learn(vectors, [.. samples.Select(s => s.Noun)], Lexicon.Nouns.Count, seed).Weights,
            AttributeWeights = SoftmaxClassifier.Learn(vectors, [.. samples.Select(s => s.Colour)], Lexicon.Colours.Count, seed).Weights,
        };
        return new(file, JsonSerializer.SerializeToUtf8Bytes(file, WorldDetectorFile.Json));
    }

    /// <summary>Reads a detector that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">Not such a file, or of another version.</exception>
    public static WorldDetector Load(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: no world detector there; `optiglot demo` writes one", path);
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            var file = StrictJson.Read<WorldDetectorFile>(bytes, WorldDetectorFile.Json);
            if (file.Mean.Length != RegionDescriptor.Width || file.Scale.Length != RegionDescriptor.Width)
                throw new InvalidDataException($"{path}: made for {file.Mean.Length} features, this version has {RegionDescriptor.Width}; run `optiglot "
                    + "demo` again");
            return new(file, bytes);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: not a world detector ({e.Message}); run `optiglot demo` again", e);
        }
    }

    /// <summary>Writes the detector to a file, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(bytes));

    /// <inheritdoc/>
    /// <remarks>Things never overlap in the drawn world, and the whole picture gets no region: only things can be described.</remarks>
    public IReadOnlyList<RegionSet> Detect(IReadOnlyList<DecodedImage> images, RegionLimits limits) => [.. images.Select(image => Detect(image, limits))];

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private RegionSet Detect(DecodedImage image, RegionLimits limits)
    {
        var standardiser = new Standardiser(parameters.Mean, parameters.Scale);
        var found = InkSegmenter.Segment(image).Select(blob =>
        {
            var vector = standardiser.Apply(RegionDescriptor.Describe(image, blob));
            return (Blob: blob, Vector: vector, Noun: nouns.Best(vector), Colour: colours.Best(vector).Class);
        }).OrderByDescending(f => f.Noun.Probability).ToList();
        int sure = found.Count(f => f.Noun.Probability >= limits.ScoreThreshold);
        var kept = found.Take(Math.Clamp(Math.Max(sure, limits.Min), 0, limits.Max)).ToList();
        float w = image.Width, h = image.Height;
        return new RegionSet(
            image.OriginalWidth,
            image.OriginalHeight,
            [.. kept.SelectMany(f => new[] { f.Blob.Left / w, f.Blob.Top / h, (f.Blob.Left + f.Blob.Width) / w, (f.Blob.Top + f.Blob.Height) / h })],
            [.. kept.Select(f => f.Noun.Probability)],
            [.. kept.Select(f => f.Noun.Class)],
            [.. kept.Select(f => f.Colour)],
            [.. kept.SelectMany(f => f.Vector)]);
    }
}
