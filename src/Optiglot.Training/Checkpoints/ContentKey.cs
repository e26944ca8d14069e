using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Optiglot.Training;

/// <summary>A key made of everything a derived file depends on, so that a stale one is seen to be stale: XXH128 over the parts and their lengths.</summary>
internal sealed class ContentKey
{
    private readonly XxHash128 hash = new();

    /// <summary>Adds a text.</summary>
    public ContentKey Add(string part) => Add<byte>(Encoding.UTF8.GetBytes(part));

    /// <summary>Adds numbers: ids, weights, or bytes of a file.</summary>
    public ContentKey Add<T>(ReadOnlySpan<T> part) where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(part);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BitConverter.TryWriteBytes(length, (long)bytes.Length);
        hash.Append(length);
        hash.Append(bytes);
        return this;
    }

    /// <summary>The key so far: 32 hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(hash.GetCurrentHash());
}
