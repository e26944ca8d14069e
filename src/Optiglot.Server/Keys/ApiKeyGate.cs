using Microsoft.AspNetCore.Http;

namespace Optiglot.Server;

/// <summary>Lets those through who show a known key, as <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>.</summary>
/// <param name="keys">The keys.</param>
internal sealed class ApiKeyGate(ApiKeys keys)
{
    private const string Scheme = "Bearer ";

    /// <summary>Name of the header besides Authorization.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>Where the caller's name is kept for the log.</summary>
    public const string CallerItem = "optiglot.caller";

    /// <summary>Passes the request on, or refuses it.</summary>
    /// <exception cref="RequestException">No key, or an unknown one.</exception>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!keys.Any) return next(context);
        string authorization = context.Request.Headers.Authorization.ToString();
        string key = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim()
            : context.Request.Headers[Header].ToString();
        if (key.Length > 0 && keys.NameOf(key) is { } name)
        {
            context.Items[CallerItem] = name;
            return next(context);
        }

        throw new RequestException(StatusCodes.Status401Unauthorized, key.Length == 0
            ? $"this service wants a key: send it as `Authorization: Bearer KEY` or `{Header}: KEY`"
            : "this key is not known here; check it, or ask who runs the service");
    }
}
