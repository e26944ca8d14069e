using System.Net;
using System.Security.Cryptography;

namespace Optiglot.Models.Tests;

/// <summary>A web server on this machine that can do what servers do wrong.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly HttpListener _listener;

    public LocalServer()
    {
        for (int tries = 0; ; tries++)
        {
            Address = new Uri($"http://127.0.0.1:{Random.Shared.Next(20000, 60000)}/");
            _listener = new HttpListener { Prefixes = { Address.ToString() } };
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException) when (tries < 20)
            {
                // The port is taken: another one.
            }
        }

        _ = Task.Run(Serve);
    }

    public Uri Address { get; }

    /// <summary>Files by path, without the first slash.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>ETag of all files; null for none.</summary>
    public string? Tag { get; set; } = "\"one\"";

    /// <summary>Breaks the connection after so many bytes of a response, so many times.</summary>
    public (int After, int Times) Break { get; set; }

    /// <summary>Answers with this instead, so many times.</summary>
    public (int Status, int Times) Refuse { get; set; }

    /// <summary>What was asked for: path and range, as <c>a.bin bytes=5-</c>.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Done once a response has sent its first bytes.</summary>
    public TaskCompletionSource FirstBytes { get; } = new();

    /// <summary>Waits for this after the first half of a response.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public static ModelFile Describe(string path, byte[] bytes) => new(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        while (true)
        {
            try
            {
                _ = Task.Run(Answer(await _listener.GetContextAsync()));
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private Func<Task> Answer(HttpListenerContext context) => async () =>
    {
        string path = context.Request.Url!.AbsolutePath[1..];
        string? range = context.Request.Headers["Range"];
        lock (Requests) Requests.Add(range is null ? path : $"{path} {range}");
        HttpListenerResponse response = context.Response;
        try
        {
            if (Refuse.Times > 0 || !Files.ContainsKey(path))
            {
                (response.StatusCode, Refuse) = Refuse.Times > 0 ? (Refuse.Status, (Refuse.Status, Refuse.Times - 1)) : (404, Refuse);
                response.Close();
                return;
            }

            byte[] file = Files[path];
            int start = range is not null && context.Request.Headers["If-Range"] == Tag ? int.Parse(range["bytes=".Length..^1]) : 0;
            if (Tag is not null) response.AddHeader("ETag", Tag);
            if (start > 0)
            {
                response.StatusCode = 206;
                response.AddHeader("Content-Range", $"bytes {start}-{file.Length - 1}/{file.Length}");
            }

            response.ContentLength64 = file.Length - start;
            int half = Math.Max(1, (file.Length - start) / 2), length = Break.Times > 0 ? Break.After : file.Length - start;
            await response.OutputStream.WriteAsync(file.AsMemory(start, Math.Min(half, length)));
            await response.OutputStream.FlushAsync();
            FirstBytes.TrySetResult();
            await Hold;
            if (length > half) await response.OutputStream.WriteAsync(file.AsMemory(start + half, length - half));
            if (Break.Times > 0)
            {
                Break = (Break.After, Break.Times - 1);
                await response.OutputStream.FlushAsync();
                response.Abort();
            }
            else
            {
                response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The other side left.
        }
    };
}
