using System.Runtime.CompilerServices;
using Optiglot.Text;
using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>Text in, text out, around the decoder of any engine: prepares requests, finds their pictures, writes results.</summary>
public abstract class ModelTranslator : ITranslator, ITargetScorer
{
    private readonly ExampleDecoder _decoder;
    private readonly bool _seesPictures;
    private readonly ISubwordTokenizer _target;
    private readonly SourceReader _reader;
    private readonly ResultWriter _writer;
    private readonly PictureLookup? _pictures;
    private readonly Func<string, int[]> _encodeTarget;
    private readonly ConditionalWeakTable<Glossary, GlossaryTerms> _glossaries = [];
    private readonly Func<Glossary, GlossaryTerms> _readGlossary;

    /// <summary>Puts a translator together.</summary>
    /// <param name="decoder">The engine's decoder.</param>
    /// <param name="description">Languages, tokenisers and detector, as the model was trained.</param>
    /// <param name="pictures">Finds the regions of pictures; null where requests bring their regions or none.</param>
    protected ModelTranslator(ExampleDecoder decoder, ModelDescription description, PictureLookup? pictures)
    {
        var (source, target, layout) = (description.SourceTokenizer, description.TargetTokenizer, decoder.Layout);
        (_decoder, _seesPictures, _pictures, _target) = (decoder, layout.RegionFeatures > 0, pictures, target);
        TextPreparer sourceText = new(description.SourceText);
        _reader = new SourceReader(sourceText, source, description.NewSourceEncoder(), layout);
        TextPreparer targetText = new(description.TargetText);
        _writer = new ResultWriter(targetText, source, target, layout);
        _encodeTarget = text => target.Encode(targetText.Prepare(text));
        _readGlossary = glossary => new GlossaryTerms(glossary, sourceText, targetText, target);
        Info = new TranslatorInfo(description.Name, description.SourceText.Language, description.TargetText.Language, description.Detector, description.Search);
    }

    /// <inheritdoc/>
    public TranslatorInfo Info { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TranslationResult> Translate(IReadOnlyList<TranslationRequest> requests, TranslationOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= new TranslationOptions();
        options.Validate();
        var terms = options.Glossary is { } glossary ? _glossaries.GetValue(glossary, key => _readGlossary(key)) : null;
        var regions = FindRegions(requests, cancellation);
        var examples = new List<SourceExample>(requests.Count);
        var ends = new int[requests.Count];
        var notes = new List<string>[requests.Count];
        for (int i = 0; i < requests.Count; i++)
        {
            notes[i] = [];
            examples.AddRange(_reader.Read(requests[i], RegionsOf(requests[i], regions, options, notes[i]), options, terms, notes[i]));
            ends[i] = examples.Count;
        }

        var found = _decoder.Translate(examples, options.Search ?? Info.Search, options.Batch, null, cancellation).ToArray();
        var parts = examples.ToArray();
        return [.. requests.Select((_, i) =>
        {
            var own = (i == 0 ? 0 : ends[i - 1])..ends[i];
            for (int part = own.Start.Value; part < own.End.Value; part++)
                notes[i].AddRange(GlossaryTerms.Missing(parts[part].Constraints, found[part][0].Tokens, _target));
            return _writer.Write(parts.AsSpan(own), found.AsSpan(own), notes[i]);
        })];
    }

    /// <inheritdoc/>
    public IReadOnlyList<TargetScore> Score(IReadOnlyList<TranslationRequest> requests, IReadOnlyList<string> targets, TranslationOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (requests.Count != targets.Count)
            throw new ArgumentException($"scoring: {targets.Count} translations for {requests.Count} sources; each source needs one");
        options ??= new TranslationOptions();
        options.Validate();
        var regions = FindRegions(requests, cancellation);
        SourceExample[] examples = [.. requests.Select(request =>
            _reader.Read(request, RegionsOf(request, regions, options, []), options, null, []) is [var only]
            ? only
            : throw new ArgumentException($"scoring: the source '{request.Text}' is empty, or so long that it would be translated in parts; leave it out"))];
        var scores = _decoder.Score(examples, [.. targets.Select(_encodeTarget)], options.Batch, cancellation);
        return [.. scores.Select(pieces => new TargetScore(pieces.Sum(), pieces.Length))];
    }

    /// <summary>Frees the model once the calls that are running have ended; store and detector stay the caller's. Later calls throw.</summary>
    public void Dispose()
    {
        _decoder.Close();
        Free();
    }

    /// <summary>Frees the model; no call is running. May be called again.</summary>
    protected abstract void Free();

    private IReadOnlyDictionary<string, RegionSet> FindRegions(IReadOnlyList<TranslationRequest> requests, CancellationToken cancellation)
        => _pictures?.Find(requests.Where(request => request.NeedsLookup).Select(request => request.Picture!), cancellation)
            ?? new Dictionary<string, RegionSet>();

    private RegionSet? RegionsOf(TranslationRequest request, IReadOnlyDictionary<string, RegionSet> found, TranslationOptions options, List<string> notes)
    {
        if (request.Regions is null && !request.NeedsLookup) return null;
        if (!_seesPictures)
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
