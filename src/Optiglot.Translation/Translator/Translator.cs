using Optiglot.Modeling;
using Optiglot.Text;
using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>Translates with a model in libtorch. The thread that calls it owns the model for that time.</summary>
public sealed class Translator : ITranslator
{
    private readonly TranslationModel _model;
    private readonly BatchDecoder _decoder;
    private readonly SourceReader _reader;
    private readonly ResultWriter _writer;
    private readonly PictureLookup? _pictures;

    /// <summary>Puts a translator together; it owns the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="description">Languages, tokenisers and detector, as the model was trained.</param>
    /// <param name="pictures">Finds the regions of pictures; null where requests bring their regions or none.</param>
    public Translator(TranslationModel model, ModelDescription description, PictureLookup? pictures = null)
    {
        var (source, target) = (description.SourceTokenizer, description.TargetTokenizer);
        var layout = SourceLayout.For(model.Options.Encoder, source, (description.Regions ?? new RegionLimits()).Max);
        (_model, _pictures) = (model, pictures);
        _decoder = new BatchDecoder(model, new SourceBatcher(layout), TargetPieces.For(target, model.Options.Decoder.VocabularySize));
        _reader = new SourceReader(new TextPreparer(description.SourceText), source, description.NewSourceEncoder(), layout);
        _writer = new ResultWriter(new TextPreparer(description.TargetText), source, target, layout);
        Info = new TranslatorInfo(description.Name, description.SourceText.Language, description.TargetText.Language, description.Detector, description.Search);
    }

    /// <inheritdoc/>
    public TranslatorInfo Info { get; }

    /// <summary>Opens a model folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="settings">Device, precision, and what pictures are seen with; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">The folder or a file of it is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or changed, or store and detector are not the model's.</exception>
    public static Translator Open(string path, TranslatorSettings? settings = null) => Open(ModelFolder.Open(path), settings);

    /// <summary>Opens a model folder that was looked at before.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="settings">Device, precision, and what pictures are seen with; null for the defaults.</param>
    /// <exception cref="InvalidDataException">Store and detector are not the model's.</exception>
    public static Translator Open(ModelFolder folder, TranslatorSettings? settings = null)
    {
        settings ??= new TranslatorSettings();
        PictureLookup? pictures = null;
        if (folder.Config.Detector is { } detector) pictures = new PictureLookup(detector, folder.Config.Regions, settings.Store, settings.Detector, settings.ImageLimits);
        var description = folder.Describe();
        return new Translator(folder.LoadModel(settings.ComputeType, settings.Device), description, pictures);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TranslationResult> Translate(IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new TranslationOptions();
        options.Validate();
        var regions = FindRegions(requests, cancellation);
        var examples = new List<SourceExample>(requests.Count);
        var ends = new int[requests.Count];
        var notes = new List<string>[requests.Count];
        for (int i = 0; i < requests.Count; i++)
        {
            notes[i] = [];
            examples.AddRange(_reader.Read(requests[i], RegionsOf(requests[i], regions, options, notes[i]), options, notes[i]));
            ends[i] = examples.Count;
        }

        var found = _decoder.Translate(examples, options.Search ?? Info.Search, options.Batch, null, cancellation).ToArray();
        var parts = examples.ToArray();
        return [.. requests.Select((_, i) =>
        {
            var own = (i == 0 ? 0 : ends[i - 1])..ends[i];
            return _writer.Write(parts.AsSpan(own), found.AsSpan(own), notes[i]);
        })];
    }

    /// <summary>Frees the model; store and detector stay the caller's.</summary>
    public void Dispose() => _model.Dispose();

    private IReadOnlyDictionary<string, RegionSet> FindRegions(IReadOnlyList<TranslationRequest> requests, CancellationToken cancellation)
        => _pictures?.Find(requests.Where(request => request.NeedsLookup).Select(request => request.Picture!), cancellation) ?? new Dictionary<string, RegionSet>();

    private RegionSet? RegionsOf(TranslationRequest request, IReadOnlyDictionary<string, RegionSet> found, TranslationOptions options, List<string> notes)
    {
        if (request.Regions is null && !request.NeedsLookup) return null;
        if (_model.Options.Encoder.RegionFeatures == 0)
        {
            notes.Add("this model sees no pictures: translated from the text alone");
            return null;
        }

        if (request.Regions is not null) return request.Regions;
        if (found.TryGetValue(request.Picture!, out var regions)) return regions;
        string reason = _pictures?.Explain(request.Picture!) ?? $"{request.Picture}: nothing was given to see pictures with";
        if (!options.AllowMissingPictures) throw new FileNotFoundException(reason, request.Picture);
        notes.Add($"{reason}: translated from the text alone");
        return null;
    }
}
