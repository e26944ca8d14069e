using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Optiglot.Server;

/// <summary><c>POST /v1/detect</c>.</summary>
internal sealed class DetectEndpoint(ModelRegistry models, RequestReader reader, PictureSight sight, ILogger<DetectEndpoint> logger)
{
    /// <summary>Serves one request.</summary>
    /// <exception cref="RequestException">The caller can mend it.</exception>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        long start = Stopwatch.GetTimestamp();
        DetectCall call = await reader.ReadDetectAsync(context);
        using var lease = models.Take(call.Model, sees: true);
        LoadedModel model = lease.Value;
        PictureReader pictures = model.Pictures!;
        var seen = await sight.SeeAsync(call.Pictures.Keys, call.Pictures, pictures, context.RequestAborted);
        ServerLog.Detected(logger, seen.Count, model.Info.Name, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds, TranslateEndpoint.Caller(context));
        var described = seen.ToDictionary(picture => picture.Key, picture => PictureDescription.Of(picture.Value, pictures.Detector, model.Config.Tags));
        return Results.Json(new DetectResponse(model.Info.Name, pictures.Detector.Name, described), ApiJson.Options);
    }
}
