namespace Optiglot.Vision;

/// <summary>How a picture becomes the network's input `[1, 3, height, width]`: `(value - mean) * scale` of each 0..255 channel.</summary>
public sealed record InputLayout
{
    /// <summary>Name of the graph's input.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// `letterbox`: shrunk or enlarged to fit in width x height, at the top left, the rest padded (YOLOX).
    /// `stretch`: to width x height. `short-side`: its shorter side to <see cref="ShortSide"/>, unless the longer then passes <see cref="LongSide"/>
    /// (Faster R-CNN).
    /// </summary>
    public string Resize { get; init; } = "letterbox";

    /// <summary>Width of the input, pixels (`letterbox`, `stretch`).</summary>
    public int Width { get; init; }

    /// <summary>Height of the input, pixels (`letterbox`, `stretch`).</summary>
    public int Height { get; init; }

    /// <summary>For <c>short-side</c>: pixels that the shorter side is scaled to.</summary>
    public int ShortSide { get; init; } = 600;

    /// <summary>`short-side`: most pixels of the longer side.</summary>
    public int LongSide { get; init; } = 1000;

    /// <summary>`letterbox`: value of the padding, before mean and scale.</summary>
    public float Pad { get; init; } = 114;

    /// <summary>Order of the channels: `BGR` or `RGB`.</summary>
    public string Channels { get; init; } = "BGR";

    /// <summary>Taken from each channel, in the order of <see cref="Channels"/>.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [0, 0, 0];

    /// <summary>Each channel is multiplied by this after the mean is taken away.</summary>
    public IReadOnlyList<float> Scale { get; init; } = [1, 1, 1];

    /// <summary>Name of a second input `[1, 3]`: height, width, and scale of the resized picture (Caffe's `im_info`); null: there is none.</summary>
    public string? SizeInput { get; init; }

    /// <summary>What cannot be; null: nothing.</summary>
    internal string? Fault()
    {
        // No network looks at larger pictures, and the memory of one would be gigabytes.
        const int MostPixels = 16_384;
        bool isShort = Resize == "short-side";
        return Resize is not ("letterbox" or "stretch" or "short-side") ? $"unknown resize '{Resize}'; use letterbox, stretch or short-side"
            : Channels is not ("BGR" or "RGB") ? $"unknown channels '{Channels}'; use BGR or RGB"
            : Mean.Count != 3 || Scale.Count != 3 ? "mean and scale need three numbers each"
            : (isShort ? ShortSide < 1 || LongSide < ShortSide : Width < 1 || Height < 1) ? $"resize '{Resize}' needs its sizes in pixels"
            : LongestSide > MostPixels ? $"an input of {LongestSide} pixels is beyond {MostPixels}"
            : null;
    }

    /// <summary>The longest side the network looks at, pixels.</summary>
    internal int LongestSide => Resize == "short-side" ? LongSide : Math.Max(Width, Height);
}
