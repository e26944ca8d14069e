using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Optiglot.Server;

/// <summary>Reads requests, as JSON or as forms with files, and checks them. All stays in memory; no name that came with a request is ever a path.</summary>
internal sealed class RequestReader
{
    /// <summary>What a request may be sent as.</summary>
    public const string MediaTypes = "send `Content-Type: application/json`, or a form as `multipart/form-data`";

    private readonly RequestChecks _checks;
    private readonly FormOptions _forms;

    /// <summary>Reads by the service's limits.</summary>
    public RequestReader(ServerOptions options)
    {
        _checks = new RequestChecks(options.Limits);
        int body = (int)Math.Min(options.Limits.BodyBytes, int.MaxValue);
        _forms = new FormOptions
        {
            MemoryBufferThreshold = body, MultipartBodyLengthLimit = body, ValueLengthLimit = body,
            ValueCountLimit = options.Limits.Sentences + options.Limits.Pictures + 16,
        };
    }

    /// <summary>Reads a request to translate.</summary>
    /// <exception cref="RequestException">It cannot be read, or asks for too much.</exception>
    public async Task<TranslateCall> ReadTranslateAsync(HttpContext context)
    {
        if (await FormAsync(context) is { } form) return _checks.Check(FormFields.Translate(form));
        var body = await JsonAsync<TranslateRequest>(context);
        return _checks.Check(new TranslateCall
        {
            Model = body.Model,
            Source = body.Source,
            Target = body.Target,
            Sentences = [.. body.Sentences.Select((sentence, i) => new Sentence(Required(sentence, $"$.sentences[{i}]").Text, sentence.Picture))],
            Pictures = Pictures(body.Pictures),
            Glossary = body.Glossary.ToDictionary(term => term.Key, term => Required(term.Value, $"$.glossary.{term.Key}")),
            Beam = body.Beam,
            NBest = body.NBest,
            Attention = body.Attention,
        });
    }

    /// <summary>Reads a request to detect.</summary>
    /// <exception cref="RequestException">It cannot be read, or asks for too much.</exception>
    public async Task<DetectCall> ReadDetectAsync(HttpContext context)
    {
        if (await FormAsync(context) is { } form) return _checks.Check(FormFields.Detect(form));
        var body = await JsonAsync<DetectRequest>(context);
        return _checks.Check(new DetectCall(body.Model, Pictures(body.Pictures)));
    }

    private static Dictionary<string, PictureFile> Pictures(IReadOnlyDictionary<string, PictureInput> pictures) =>
        pictures.ToDictionary(picture => picture.Key, picture => new PictureFile(Required(picture.Value, $"$.pictures.{picture.Key}").Data, picture.Value.Url));

    // Lists may hold null where their type says that they do not.
    private static T Required<T>(T? value, string path) where T : class => value ?? throw NotJson(path);

    private static async Task<T> JsonAsync<T>(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new RequestException(StatusCodes.Status415UnsupportedMediaType, MediaTypes);
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, ApiJson.Options, context.RequestAborted) ?? throw NotJson("$");
        }
        catch (JsonException error)
        {
            throw NotJson(error.Path is { Length: > 0 } path ? path : "$");
        }
        catch (Exception error) when (error is InvalidOperationException or NotSupportedException or ArgumentException)
        {
            // Bytes that are no UTF-8 where a name or a text should be.
            throw NotJson("$");
        }
    }

    private static RequestException NotJson(string path) =>
        new(StatusCodes.Status400BadRequest, $"the body is not the JSON that is expected here; look at `{path}` (/openapi/v1.json says what belongs there)");

    private async Task<IFormCollection?> FormAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType) return null;
        try
        {
            return await new FormFeature(context.Request, _forms).ReadFormAsync(context.RequestAborted);
        }
        catch (Exception error) when (error is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            throw new RequestException(StatusCodes.Status400BadRequest, $"the form cannot be read: {error.Message}");
        }
    }
}
