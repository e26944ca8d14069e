using Microsoft.AspNetCore.Http;

namespace Optiglot.Server;

/// <summary>Fetches pictures by their addresses from hosts that the operator allows. Redirections are not followed, since they lead elsewhere.</summary>
internal sealed class PictureFetcher : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> _hosts;
    private readonly HttpClient _client;

    /// <summary>Opens no connection yet.</summary>
    public PictureFetcher(ServerOptions options)
    {
        _hosts = new(options.PictureHosts, StringComparer.OrdinalIgnoreCase);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = Patience })
        {
            Timeout = Patience, MaxResponseContentBufferSize = options.Limits.BodyBytes,
        };
    }

    /// <summary>Fetches one.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RequestException">The host is not allowed, or does not give the picture.</exception>
    public async Task<byte[]> FetchAsync(string url, string name, CancellationToken cancellation)
    {
        if (_hosts.Count == 0) throw Refuse(name, "this service takes no addresses of pictures; send the file in `data`");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw Refuse(name, "its `url` is no address that begins with http:// or https://");
        if (!_hosts.Contains(address.Host)) throw Refuse(name, $"this service fetches no pictures from {address.Host}; send the file in `data`");
        try
        {
            using var response = await _client.GetAsync(address, HttpCompletionOption.ResponseContentRead, cancellation);
            if (!response.IsSuccessStatusCode) throw Refuse(name, $"its host answered {(int)response.StatusCode}");
            return await response.Content.ReadAsByteArrayAsync(cancellation);
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw Refuse(name, error is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } ? "it is too large"
                : "its host does not answer");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static RequestException Refuse(string name, string why) =>
        new(StatusCodes.Status422UnprocessableEntity, $"picture `{name}` was not fetched: {why}");
}
