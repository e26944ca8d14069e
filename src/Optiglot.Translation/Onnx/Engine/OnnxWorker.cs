namespace Optiglot.Translation;

/// <summary>What one who translates has for himself: memory for both graphs. The encoder's outputs are the decoder's inputs.</summary>
internal sealed class OnnxWorker : IDisposable
{
    /// <summary>Makes the memory, which grows with the batches that come.</summary>
    /// <param name="encoder">The encoder's graph; not disposed.</param>
    /// <param name="decoder">The decoder's graph; not disposed.</param>
    public OnnxWorker(OnnxGraph encoder, OnnxGraph decoder)
    {
        Encoder = new OnnxGraphSession(encoder);
        Decoder = new OnnxGraphSession(decoder, Encoder);
    }

    /// <summary>The encoder's runs.</summary>
    public OnnxGraphSession Encoder { get; }

    /// <summary>The decoder's runs.</summary>
    public OnnxGraphSession Decoder { get; }

    public void Dispose()
    {
        Decoder.Dispose();
        Encoder.Dispose();
    }
}
