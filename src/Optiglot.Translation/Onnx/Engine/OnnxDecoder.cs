using Optiglot.Networks;

namespace Optiglot.Translation;

/// <summary>Ids in, ids out, on ONNX Runtime, with graphs that <see cref="OnnxExport"/> wrote. Workers share the graphs and have memory of their own.</summary>
public sealed class OnnxDecoder : ExampleDecoder, IDisposable
{
    private readonly ModelOptions _model;
    private readonly TargetPieces _pieces;
    private readonly OnnxGraph _encoder, _decoder;
    private readonly OnnxWorker[] _workers;
    private bool _disposed;

    /// <summary>Loads both graphs and gives each worker memory.</summary>
    /// <param name="model">The model's sizes.</param>
    /// <param name="layout">How sources are laid out.</param>
    /// <param name="pieces">The target's special pieces.</param>
    /// <param name="encoder">The encoder's file.</param>
    /// <param name="decoder">The decoder's file.</param>
    /// <param name="threads">Threads each worker computes with.</param>
    /// <param name="workers">Batches that are computed at a time.</param>
    /// <param name="spreads">Whether few sentences are shared out among the workers: not for 8-bit graphs, whose results depend a little on what is in a
    /// batch.</param>
    /// <exception cref="InvalidDataException">ONNX Runtime cannot load a file.</exception>
    public OnnxDecoder(
        ModelOptions model, SourceLayout layout, TargetPieces pieces, string encoder, string decoder, int threads, int workers = 1, bool spreads = false)
            : base(layout, workers, spreads)
    {
        (_model, _pieces) = (model, pieces);
        _encoder = OnnxGraph.Open(encoder, threads);
        try
        {
            _decoder = OnnxGraph.Open(decoder, threads);
        }
        catch
        {
            _encoder.Dispose();
            throw;
        }

        _workers = [.. Enumerable.Range(0, workers).Select(_ => new OnnxWorker(_encoder, _decoder))];
    }

    /// <summary>Frees the graphs once the calls that are running have ended; later calls throw.</summary>
    public void Dispose()
    {
        Close();
        if (_disposed) return;
        _disposed = true;
        foreach (var worker in _workers) worker.Dispose();
        _decoder.Dispose();
        _encoder.Dispose();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<IReadOnlyList<Hypothesis>> TranslateBatch(int worker, SourceExample[] examples, BeamOptions options,
        CancellationToken cancellation)
    {
        options.Validate();
        int[] limits = options.LengthLimits([.. examples.Select(example => Layout.Fit(example).Text)], _model.Decoder.MaximumPositions);
        using var session = Start(examples, options.Beam, limits.Max(), worker);
        return new BeamSearch(options, _pieces).Search(session, limits, [.. examples.Select(example => example.Constraints)], cancellation);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<double[]> ScoreBatch(int worker, SourceExample[] examples, int[][] targets, CancellationToken cancellation)
    {
        using var session = Start(examples, beam: 1, StepsOf(targets, _model.Decoder.MaximumPositions), worker);
        return new ForcedDecoding(_pieces).Score(session, targets, cancellation);
    }

    /// <summary>Runs the encoder's graph on a batch; its outputs are the decoder's inputs.</summary>
    /// <param name="examples">The sources, at least one.</param>
    /// <param name="beam">Hypotheses a sentence.</param>
    /// <param name="maximum">Most steps.</param>
    /// <param name="worker">Whose memory is used.</param>
    /// <returns>A session that lasts until the worker's next one is started.</returns>
    internal OnnxSearchSession Start(SourceExample[] examples, int beam, int maximum, int worker = 0)
    {
        var (encoder, decoder) = (_workers[worker].Encoder, _workers[worker].Decoder);
        var rows = new SourceRows(Layout, examples);
        // A batch without pictures has one region that is masked: no graph then meets an axis of size 0.
        long regions = Layout.RegionFeatures > 0 ? Math.Max(1, rows.Regions) : 0;
        var sizes = new Dictionary<string, long>
        {
            ["sentences"] = examples.Length, ["source"] = rows.Width, ["regions"] = regions, ["memory"] = rows.Width + regions
        };
        encoder.Reshape(sizes);
        var tokens = encoder["tokens"].Longs;
        rows.WriteText(tokens, encoder.Has("segments") ? encoder["segments"].Longs : new long[tokens.Length], encoder["token_mask"].Bytes);
        // A network that learnt from pictures may translate without them.
        if (regions > 0 && encoder.Has("regions")) rows.WriteRegions(encoder["regions"].Floats, encoder["region_mask"].Bytes);
        if (encoder.Has("edges")) rows.WriteEdges(encoder["edges"].Bytes, (int)regions);
        encoder.Run();
        return new OnnxSearchSession(decoder, sizes, beam, maximum);
    }
}
