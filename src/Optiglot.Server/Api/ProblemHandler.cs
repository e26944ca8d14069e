using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Optiglot.Translation;

namespace Optiglot.Server;

/// <summary>Turns what went wrong into problem details: what the caller can mend says how; what is our fault says no more than that, and is logged.</summary>
/// <param name="logger">Told of our faults.</param>
internal sealed class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    // As nginx has it: nobody is there to read an answer.
    private const int ClientClosedRequest = 499;

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellation)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        if (exception is TranslatorBusyException busy)
            context.Response.Headers.RetryAfter = Math.Ceiling(busy.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var (status, detail) = Describe(exception);
        if (status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        if (status >= StatusCodes.Status500InternalServerError && exception is not ObjectDisposedException)
            ServerLog.Failed(logger, exception, context.Request.Path);
        await Problems.WriteAsync(context, status, detail);
        return true;
    }

    private static (int Status, string Detail) Describe(Exception exception) => exception switch
    {
        RequestException request => (request.Status, request.Message),
        TranslatorBusyException busy => (StatusCodes.Status429TooManyRequests, busy.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            (StatusCodes.Status413PayloadTooLarge, "the request is larger than this service takes; send smaller pictures, or fewer"),
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        ObjectDisposedException => (StatusCodes.Status503ServiceUnavailable, "the service is stopping; send the request again"),
        _ => (StatusCodes.Status500InternalServerError, "a fault of the service; its log says more, under the trace_id that is here"),
    };
}
