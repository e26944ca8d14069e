using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Optiglot.Models;

/// <summary>Reads what is embedded in an assembly without loading it: nothing of it runs.</summary>
internal static class ManifestResources
{
    /// <summary>The bytes of an embedded resource.</summary>
    /// <exception cref="FileNotFoundException">There is no such assembly.</exception>
    /// <exception cref="InvalidDataException">It is no assembly, or has no such resource.</exception>
    public static byte[] Read(string assembly, string name)
    {
        if (!File.Exists(assembly)) throw new FileNotFoundException($"{assembly}: no such assembly in the package");
        using var stream = new FileStream(assembly, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var file = new PEReader(stream);
        try
        {
            MetadataReader metadata = file.GetMetadataReader();
            foreach (ManifestResource resource in metadata.ManifestResources.Select(metadata.GetManifestResource))
            {
                if (!resource.Implementation.IsNil || !metadata.StringComparer.Equals(resource.Name, name)) continue;
                // A length of four bytes, then the resource.
                PEMemoryBlock all = file.GetSectionData(file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
                BlobReader reader = all.GetReader((int)resource.Offset, all.Length - (int)resource.Offset);
                return reader.ReadBytes(reader.ReadInt32());
            }
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"{assembly}: not a sound .NET assembly ({error.Message.TrimEnd('.')})", error);
        }

        throw new InvalidDataException($"{assembly}: there is no resource {name} in it");
    }
}
