using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Server;

/// <summary><c>POST /v1/translate</c>.</summary>
internal sealed class TranslateEndpoint(ModelRegistry models, RequestReader reader, PictureSight sight, ServerOptions server, ILogger<TranslateEndpoint> logger)
{
    private const string NoPictures = "this model sees no pictures here: translated from the text alone";

    /// <summary>Serves one request.</summary>
    /// <exception cref="RequestException">The caller can mend it.</exception>
    /// <exception cref="TranslatorBusyException">Too much waits already.</exception>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        long start = Stopwatch.GetTimestamp();
        CancellationToken left = context.RequestAborted;
        TranslateCall call = await reader.ReadTranslateAsync(context);
        using var lease = models.Take(call.Model, call.Source, call.Target);
        LoadedModel model = lease.Value;
        IReadOnlyDictionary<string, RegionSet> seen = model.Pictures is { } pictures
            ? await sight.SeeAsync(call.Sentences.Select(sentence => sentence.Picture).OfType<string>(), call.Pictures, pictures, left)
            : new Dictionary<string, RegionSet>();
        TranslationRequest[] requests = [.. call.Sentences.Select(sentence => new TranslationRequest(sentence.Text)
        {
            Regions = sentence.Picture is { } name && seen.TryGetValue(name, out var regions) ? regions : null,
        })];
        BeamOptions search = model.Info.Search with { NBest = call.NBest, Attention = call.Attention };
        search = search with { Beam = call.Beam ?? Math.Max(search.Beam, call.NBest) };
        var results = await TranslateAsync(model, requests, new TranslationOptions { Search = search, Glossary = Glossary(call) }, left);
        ServerLog.Translated(logger, requests.Length, seen.Count, model.Info.Name, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds, Caller(context));
        if (server.LogText) ServerLog.Texts(logger, [.. call.Sentences.Select(sentence => sentence.Text)]);
        return Results.Json(Answer(call, model, results, seen), ApiJson.Options);
    }

    private static Glossary? Glossary(TranslateCall call) =>
        call.Glossary.Count == 0 ? null : new Glossary([.. call.Glossary.Select(term => new GlossaryTerm(term.Key, term.Value))]);

    // The one thing about a call that only the model can refuse: a translation of a term that it cannot write.
    private static async Task<IReadOnlyList<TranslationResult>> TranslateAsync(
        LoadedModel model, TranslationRequest[] requests, TranslationOptions options, CancellationToken left)
    {
        try
        {
            return await model.Translator.TranslateAsync(requests, options, left);
        }
        catch (ArgumentException error) when (options.Glossary is not null)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, error.Message);
        }
    }

    /// <summary>Who called, for the log.</summary>
    public static string Caller(HttpContext context) => context.Items[ApiKeyGate.CallerItem] as string ?? "anybody";

    private static TranslateResponse Answer(TranslateCall call, LoadedModel model, IReadOnlyList<TranslationResult> results,
        IReadOnlyDictionary<string, RegionSet> seen) => new()
    {
        Model = model.Info.Name,
        Version = model.Version,
        Source = model.Info.SourceLanguage,
        Target = model.Info.TargetLanguage,
        Translations = [.. results.Select((result, i) => Output(call, call.Sentences[i], result, model))],
        Pictures = call.Attention && model.Pictures is { } pictures
            ? seen.ToDictionary(picture => picture.Key, picture => PictureDescription.Of(picture.Value, pictures.Detector, model.Config.Tags))
            : null,
    };

    private static TranslationOutput Output(TranslateCall call, Sentence sentence, TranslationResult result, LoadedModel model)
    {
        IReadOnlyList<string> notes = sentence.Picture is not null && model.Pictures is null ? [.. result.Notes, NoPictures] : result.Notes;
        return new TranslationOutput
        {
            Text = result.Text,
            Score = PictureDescription.Round(result.Score),
            NBest = call.NBest > 1 ? [
                .. result.NBest.Select(candidate => new CandidateOutput(candidate.Text, PictureDescription.Round(candidate.Score)))] : null,
            Picture = result.Regions is null ? null : sentence.Picture,
            Attention = result.Attention is { } map ? Output(AttentionWords.Of(map)) : null,
            Notes = notes.Count > 0 ? notes : null,
        };
    }

    private static AttentionOutput Output(AttentionWords words) => new(words.Target, words.Source, Rounded(words.SourceWeights), Rounded(words.RegionWeights));

    private static IReadOnlyList<IReadOnlyList<double>> Rounded(float[][] rows) =>
        [.. rows.Select(row => (double[])[.. row.Select(weight => PictureDescription.Round(weight))])];
}
