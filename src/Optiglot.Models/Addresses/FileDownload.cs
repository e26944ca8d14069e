using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Optiglot.Models;

/// <summary>
/// Downloads one file whose length and SHA-256 are known. What an interrupted download got stays beside the target and is gone on with
/// (RFC 9110: Range, guarded by If-Range, so that bytes of two versions are never joined).
/// </summary>
/// <param name="client">Its timeout must be off: a large file takes its time.</param>
/// <param name="options">How patient it is.</param>
internal sealed class FileDownload(HttpClient client, DownloadOptions options)
{
    private const int CopyBytes = 1 << 16;

    /// <summary>Downloads a file.</summary>
    /// <param name="address">Where from.</param>
    /// <param name="file">What it must be.</param>
    /// <param name="path">Where to; appears whole or not at all.</param>
    /// <param name="count">Told how many bytes there are.</param>
    /// <param name="cancel">Stops it; what is there is kept.</param>
    /// <exception cref="IOException">The address does not give it, or the disk is full.</exception>
    /// <exception cref="InvalidDataException">The address gives another file.</exception>
    public async Task Run(Uri address, ModelFile file, string path, Action<long> count, CancellationToken cancel)
    {
        var part = new PartFile(path);
        TimeSpan wait = options.FirstWait;
        long best = part.Length;
        for (int left = options.Tries - 1; ; left--)
        {
            try
            {
                await Go(address, file, part, count, cancel);
                break;
            }
            catch (TransientException error)
            {
                if (part.Length > best) (best, left, wait) = (part.Length, options.Tries - 1, options.FirstWait);
                if (left <= 0)
                {
                    string kept = part.Length == 0 ? "" : FormattableString.Invariant(
                        $"; {part.Length / 1e6:0.0} of {file.Bytes / 1e6:0.0} MB are kept, and the same command goes on there");
                    throw new IOException($"{address}: {error.Message}{kept}; check the network, or name a mirror with --mirror", error);
                }
            }

            await Task.Delay(wait, cancel);
            wait *= 2;
        }

        string hash = FileHash.Sha256(part.Path);
        if (hash != file.Sha256)
        {
            part.Drop();
            throw Other(address, $"SHA-256 {hash}", file.Sha256);
        }

        part.Finish();
    }

    private async Task Go(Uri address, ModelFile file, PartFile part, Action<long> count, CancellationToken cancel)
    {
        long start = part.Length;
        if (start > file.Bytes)
        {
            part.Drop();
            start = 0;
        }

        if (start == file.Bytes && start > 0) return;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (start > 0)
        {
            request.Headers.Range = new RangeHeaderValue(start, null);
            request.Headers.IfRange = RangeConditionHeaderValue.Parse(part.Version!);
        }

        using HttpResponseMessage response = await Waiting(token => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), cancel);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            part.Drop();
            throw new TransientException("the server has no more of this file than is here already");
        }

        Check(address, response);
        bool goOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == start && start > 0;
        if (response.StatusCode == HttpStatusCode.PartialContent && !goOn)
        {
            part.Drop();
            throw new TransientException("the server gave another part than the one asked for");
        }

        if (!goOn) start = 0;
        if (response.Content.Headers.ContentLength is { } rest && start + rest != file.Bytes)
            throw Other(address, $"{start + rest:N0} bytes", $"{file.Bytes:N0}");
        await Copy(response, address, file, part, goOn, count, cancel);
    }

    private async Task Copy(HttpResponseMessage response, Uri address, ModelFile file, PartFile part, bool goOn, Action<long> count, CancellationToken cancel)
    {
        await using FileStream output = part.Open(goOn, VersionOf(response));
        await using Stream input = await Waiting(response.Content.ReadAsStreamAsync, cancel);
        byte[] buffer = new byte[CopyBytes];
        while (await Waiting(token => input.ReadAsync(buffer, token).AsTask(), cancel) is > 0 and var read)
        {
            if (output.Position + read > file.Bytes) throw Other(address, "more bytes", $"{file.Bytes:N0}");
            output.Write(buffer, 0, read);
            count(output.Position);
        }

        if (output.Position < file.Bytes) throw new TransientException("the connection ended before the file did");
    }

    // What the network does wrong becomes a reason to try again; what the disk does wrong is not caught here.
    private async Task<T> Waiting<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Stall);
        try
        {
            return await step(patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TransientException(string.Create(CultureInfo.InvariantCulture, $"no answer for {options.Stall.TotalSeconds:0} seconds"));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            string inner = error.GetBaseException().Message.TrimEnd('.');
            throw new TransientException(
                error.Message.Contains(inner, StringComparison.Ordinal) ? error.Message.TrimEnd('.') : $"{error.Message.TrimEnd('.')} ({inner})", error);
        }
    }

    private static void Check(Uri address, HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode) return;
        string says = $"the server says {(int)response.StatusCode} {response.ReasonPhrase}";
        if (response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
            throw new TransientException(says);
        throw new IOException($"{address}: {says}; name a mirror with --mirror, or bring the file by hand");
    }

    // A weak ETag promises no equal bytes, so it cannot guard a range.
    private static string? VersionOf(HttpResponseMessage response) => response.Headers.ETag is { IsWeak: false } tag ? tag.ToString()
        : response.Content.Headers.LastModified is { } time ? time.ToString("R", CultureInfo.InvariantCulture) : null;

    private static InvalidDataException Other(Uri address, string found, string wanted) =>
        new($"{address}: gives another file than it did ({found}, not {wanted}); nothing was kept: name another mirror with --mirror, or bring the file "
            + $"by hand");
}
