namespace Optiglot.Translation;

/// <summary>
/// Writes examples as the rows of one encoder input, with and without pictures side by side, straight into whatever memory an engine has for them.
/// </summary>
internal readonly ref struct SourceRows
{
    private readonly SourceLayout _layout;
    private readonly ReadOnlySpan<SourceExample> _examples;

    /// <summary>Measures a batch.</summary>
    /// <param name="layout">The rows' layout.</param>
    /// <param name="examples">At least one; what is too long is cut as <see cref="SourceLayout.Fit"/> says.</param>
    /// <exception cref="ArgumentException">No examples, or regions of another feature width than the model's.</exception>
    public SourceRows(SourceLayout layout, ReadOnlySpan<SourceExample> examples)
    {
        if (examples.IsEmpty) throw new ArgumentException("a batch needs at least one example");
        _layout = layout;
        _examples = examples;
        foreach (ref readonly var example in examples)
        {
            CheckRegions(example);
            Width = Math.Max(Width, layout.Fit(example).Length);
            Regions = Math.Max(Regions, layout.RegionCount(example));
        }
    }

    /// <summary>Pieces of the longest row, specials included.</summary>
    public int Width { get; }

    /// <summary>Regions of the richest picture; 0 where no example has one.</summary>
    public int Regions { get; }

    /// <summary>Writes the text side; a mask's 1 is a real piece.</summary>
    /// <param name="tokens">Ids, <c>[batch, width]</c>.</param>
    /// <param name="segments">0 for the sentence, 1 for tags, <c>[batch, width]</c>.</param>
    /// <param name="mask"><c>[batch, width]</c>.</param>
    public void WriteText(Span<long> tokens, Span<long> segments, Span<byte> mask)
    {
        mask.Clear();
        segments.Clear();
        tokens.Fill(_layout.PadId);
        for (int row = 0; row < _examples.Length; row++)
        {
            ref readonly var example = ref _examples[row];
            var (text, tags, length) = _layout.Fit(example);
            var line = tokens.Slice(row * Width, length);
            line[0] = _layout.BeginId;
            Copy(example.Text.AsSpan(0, text), line[SourceLayout.TextStart..]);
            line[text + 1] = _layout.EndId;
            mask.Slice(row * Width, length).Fill(1);
            if (tags == 0) continue;
            int start = SourceLayout.TagStart(text);
            Copy(example.Tags.AsSpan(0, tags), line[start..]);
            line[^1] = _layout.EndId;
            segments.Slice(row * Width + start, tags + 1).Fill(1);
        }
    }

    /// <summary>Writes the picture side; places without a region are zero.</summary>
    /// <param name="vectors">Feature and box of each region, <c>[batch, regions, features+6]</c>.</param>
    /// <param name="mask">1 for a real region, <c>[batch, regions]</c>.</param>
    public void WriteRegions(Span<float> vectors, Span<byte> mask)
    {
        vectors.Clear();
        mask.Clear();
        int stride = vectors.Length / _examples.Length, places = mask.Length / _examples.Length;
        for (int row = 0; row < _examples.Length; row++)
        {
            int count = _layout.RegionCount(_examples[row]);
            if (count == 0) continue;
            _examples[row].Regions!.Limit(_layout.MaximumRegions).CopyVectors(vectors.Slice(row * stride, stride));
            mask.Slice(row * places, count).Fill(1);
        }
    }

    /// <summary>Writes which pieces are joined with which regions; the layout has a grounding.</summary>
    /// <param name="edges">1 where they are joined, <c>[batch, width, regions]</c>.</param>
    /// <param name="regions">Places for regions.</param>
    public void WriteEdges(Span<byte> edges, int regions)
    {
        edges.Clear();
        for (int row = 0; row < _examples.Length; row++)
        {
            ref readonly var example = ref _examples[row];
            if (_layout.RegionCount(example) == 0) continue;
            var line = edges.Slice(((row * Width) + SourceLayout.TextStart) * regions);
            _layout.Grounding!.Join(example.Text.AsSpan(0, _layout.Fit(example).Text), example.Regions!.Limit(_layout.MaximumRegions), line, regions);
        }
    }

    private void CheckRegions(in SourceExample example)
    {
        if (!example.HasRegions || example.Regions!.FeatureWidth == _layout.RegionFeatures) return;
        throw new ArgumentException(_layout.RegionFeatures == 0
            ? "this model sees no pictures, but the example has regions"
            : $"regions have {example.Regions.FeatureWidth} features, the model wants {_layout.RegionFeatures}: use regions of the detector the model was "
                + $"trained with");
    }

    private static void Copy(ReadOnlySpan<int> ids, Span<long> line)
    {
        for (int i = 0; i < ids.Length; i++) line[i] = ids[i];
    }
}
