namespace Optiglot.Models;

/// <summary>An address below which each file lies under its own path.</summary>
/// <param name="Address">The address, with a slash at its end.</param>
public sealed record AddressOrigin(Uri Address) : ModelOrigin(Address.ToString())
{
    /// <summary>The address of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="mirror">Takes the place of scheme and host, and may have a path that goes before the file's own; null for the address itself.</param>
    public Uri Of(ModelFile file, Uri? mirror = null)
    {
        var own = new Uri(Address, file.Path);
        return mirror is null ? own : new Uri(mirror.GetLeftPart(UriPartial.Path).TrimEnd('/') + own.PathAndQuery);
    }
}
