using Optiglot.Vision;

namespace Optiglot.Server;

/// <summary>Has the pictures of a request looked at, side by side.</summary>
/// <param name="fetcher">Brings those that come as addresses.</param>
internal sealed class PictureSight(PictureFetcher fetcher)
{
    /// <summary>Looks at pictures.</summary>
    /// <param name="names">Those that are wanted.</param>
    /// <param name="pictures">The request's.</param>
    /// <param name="reader">The model's.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Regions by name.</returns>
    /// <exception cref="RequestException">One is no picture, too large, or not to be had.</exception>
    public async Task<IReadOnlyDictionary<string, RegionSet>> SeeAsync(
        IEnumerable<string> names, IReadOnlyDictionary<string, PictureFile> pictures, PictureReader reader, CancellationToken cancellation)
    {
        var seen = await Task.WhenAll(names.Distinct().Select(async name =>
        {
            PictureFile picture = pictures[name];
            byte[] file = picture.Data ?? await fetcher.FetchAsync(picture.Url!, name, cancellation);
            return (name, Regions: await reader.SeeAsync(file, name, cancellation));
        }));
        return seen.ToDictionary(picture => picture.name, picture => picture.Regions);
    }
}
