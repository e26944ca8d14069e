using Optiglot.Networks;

namespace Optiglot.Translation;

/// <summary>Ids in, ids out, on ONNX Runtime, with graphs that <see cref="OnnxExport"/> wrote. One thread at a time.</summary>
public sealed class OnnxDecoder : ExampleDecoder, IDisposable
{
    private readonly ModelOptions _model;
    private readonly TargetPieces _pieces;
    private readonly OnnxGraphSession _encoder, _decoder;

    /// <summary>Loads the graphs.</summary>
    /// <param name="model">The model's sizes.</param>
    /// <param name="layout">How sources are laid out.</param>
    /// <param name="pieces">The target's special pieces.</param>
    /// <param name="encoder">The encoder's file.</param>
    /// <param name="decoder">The decoder's file.</param>
    /// <param name="threads">Threads to compute with.</param>
    /// <exception cref="InvalidDataException">ONNX Runtime cannot load a file.</exception>
    public OnnxDecoder(ModelOptions model, SourceLayout layout, TargetPieces pieces, string encoder, string decoder, int threads) : base(layout)
    {
        (_model, _pieces) = (model, pieces);
        _encoder = OnnxGraphSession.Open(encoder, threads);
        try
        {
            _decoder = OnnxGraphSession.Open(decoder, threads, _encoder);
        }
        catch
        {
            _encoder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _decoder.Dispose();
        _encoder.Dispose();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<IReadOnlyList<Hypothesis>> TranslateBatch(SourceExample[] examples, BeamOptions options, CancellationToken cancellation)
    {
        options.Validate();
        int[] limits = options.LengthLimits([.. examples.Select(example => Layout.Fit(example).Text)], _model.Decoder.MaximumPositions);
        using var session = Start(examples, options.Beam, limits.Max());
        return new BeamSearch(options, _pieces).Search(session, limits, cancellation);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<double[]> ScoreBatch(SourceExample[] examples, int[][] targets, CancellationToken cancellation)
    {
        using var session = Start(examples, beam: 1, StepsOf(targets, _model.Decoder.MaximumPositions));
        return new ForcedDecoding(_pieces).Score(session, targets, cancellation);
    }

    /// <summary>Runs the encoder's graph on a batch; its outputs are the decoder's inputs.</summary>
    /// <param name="examples">The sources, at least one.</param>
    /// <param name="beam">Hypotheses a sentence.</param>
    /// <param name="maximum">Most steps.</param>
    /// <returns>A session that lasts until the next one is started.</returns>
    internal OnnxSearchSession Start(SourceExample[] examples, int beam, int maximum)
    {
        var rows = new SourceRows(Layout, examples);
        // A batch without pictures has one region that is masked: no graph then meets an axis of size 0.
        long regions = Layout.RegionFeatures > 0 ? Math.Max(1, rows.Regions) : 0;
        var sizes = new Dictionary<string, long> { ["sentences"] = examples.Length, ["source"] = rows.Width, ["regions"] = regions, ["memory"] = rows.Width + regions };
        _encoder.Reshape(sizes);
        var tokens = _encoder["tokens"].Longs;
        rows.WriteText(tokens, _encoder.Has("segments") ? _encoder["segments"].Longs : new long[tokens.Length], _encoder["token_mask"].Bytes);
        if (regions > 0) rows.WriteRegions(_encoder["regions"].Floats, _encoder["region_mask"].Bytes);
        _encoder.Run();
        return new OnnxSearchSession(_decoder, sizes, beam, maximum);
    }
}
