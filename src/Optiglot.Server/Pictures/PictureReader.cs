using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Server;

/// <summary>Pictures to regions, with the detector of one model. The same picture is looked at once, as long as there is room to remember it.</summary>
internal sealed class PictureReader : IDisposable
{
    // Regions of some thousand pictures.
    private const long Room = 128 << 20;

    private readonly IRegionDetector _detector;
    private readonly RegionLimits _regions;
    private readonly ImageLimits _images;
    private readonly LookQueue _queue;
    private readonly MemoryCache _seen = new(new MemoryCacheOptions { SizeLimit = Room });

    /// <summary>Opens the detector of a model.</summary>
    /// <exception cref="FileNotFoundException">It is not found.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or is not the one the model was trained with.</exception>
    public PictureReader(ModelFolder folder, ServerOptions options, LookQueue queue)
    {
        _detector = ModelDetector.Load(folder, options.Detectors);
        try
        {
            // Refuses a detector that the model was not trained with.
            _ = new PictureLookup(folder.Config.Detector!, detector: _detector);
        }
        catch
        {
            _detector.Dispose();
            throw;
        }

        _regions = folder.Config.Regions ?? new RegionLimits();
        // As in training: a large photo is decoded no larger than the detector looks.
        _images = new ImageLimits { MaxPixels = options.Limits.Pixels, EnoughSide = _detector.InputSide > 0 ? _detector.InputSide : null };
        _queue = queue;
    }

    /// <summary>What looks.</summary>
    public DetectorInfo Detector => _detector.Info;

    /// <summary>The regions of a picture.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="cancellation">Ends the waiting for a turn.</param>
    /// <exception cref="RequestException">It is no picture, or too large.</exception>
    /// <exception cref="TranslatorBusyException">Too many pictures wait.</exception>
    public async Task<RegionSet> SeeAsync(byte[] file, string name, CancellationToken cancellation)
    {
        string key = Convert.ToHexStringLower(SHA256.HashData(file));
        if (_seen.TryGetValue(key, out RegionSet? known)) return known!;
        RegionSet regions = await _queue.RunAsync(() => See(file, name), cancellation);
        using var entry = _seen.CreateEntry(key);
        entry.Size = sizeof(float) * (regions.Features.LongLength + regions.Boxes.Length + regions.Scores.Length) + key.Length;
        entry.Value = regions;
        return regions;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _detector.Dispose();
        _seen.Dispose();
    }

    private RegionSet See(byte[] file, string name)
    {
        DecodedImage image;
        try
        {
            image = ImageDecoder.Decode((ReadOnlySpan<byte>)file, $"picture `{name}`", _images);
        }
        catch (InvalidDataException error)
        {
            throw new RequestException(StatusCodes.Status422UnprocessableEntity, error.Message);
        }

        return _detector.Detect([image], _regions)[0];
    }
}
