using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>
/// SHA-256 of all that a translation depends on: the sentence, what was seen, and how it is translated. The same content has the same hash, whoever sends it.
/// </summary>
internal static class ContentHash
{
    /// <summary>The options as bytes; how requests are put into batches changes nothing.</summary>
    public static byte[] Of(TranslationOptions options) =>
        JsonSerializer.SerializeToUtf8Bytes(new { options.Search, options.Prepared, options.MaximumPieces, Glossary = options.Glossary?.Sha256 });

    /// <summary>The hash of a request, as hexadecimal digits.</summary>
    /// <param name="request">A request that brings its regions, or has no picture.</param>
    /// <param name="options">The options, as <see cref="Of(TranslationOptions)"/> gives them.</param>
    public static string Of(TranslationRequest request, byte[] options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, options);
        Append(hash, Encoding.UTF8.GetBytes(request.Text));
        if (request.Regions is { } regions) Append(hash, regions);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, RegionSet regions)
    {
        Append(hash, MemoryMarshal.AsBytes<int>([regions.Count, regions.ImageWidth, regions.ImageHeight]));
        foreach (float[] numbers in (float[][])[regions.Boxes, regions.Scores, regions.Features]) Append(hash, MemoryMarshal.AsBytes<float>(numbers));
        foreach (int[] numbers in (int[][])[regions.ClassIds, regions.AttributeIds]) Append(hash, MemoryMarshal.AsBytes<int>(numbers));
    }

    // With its length before it, so that no two contents give the same bytes.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
