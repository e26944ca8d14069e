using Optiglot.Text;
using Optiglot.Translation;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>
/// Makes batches of pre-training from one set of texts. Rows with a right and with a wrong picture are masked alike: what is hidden must say nothing of the
/// answer to paired-image prediction.
/// </summary>
internal sealed class PretrainingBatcher
{
    private readonly EncodedExample[] examples;
    private readonly PictureSource? pictures;
    private readonly ISubwordTokenizer tokenizer;
    private readonly SourceBatcher batcher;
    private readonly MaskingPlan masking;
    private readonly MaskingOptions maskingOptions;
    private readonly PairingPlan pairing;
    private readonly bool lossOnMismatched;

    /// <summary>A batcher whose wrong pictures come from these texts alone.</summary>
    internal PretrainingBatcher(string stage, ulong seed, PretrainSection options, EncodedExample[] examples, PictureSource? pictures,
        ISubwordTokenizer tokenizer, SourceBatcher batcher)
    {
        (this.examples, this.pictures, this.tokenizer, this.batcher, lossOnMismatched) = (examples, pictures, tokenizer, batcher, options.LossOnMismatched);
        maskingOptions = MaskingOptions.For(tokenizer, options);
        masking = new MaskingPlan(maskingOptions, RandomStream.Create(seed, stage).NextUInt64());
        pairing = new PairingPlan(examples.Where(example => pictures?.Has(example.Picture) == true).Select(example => example.Picture!),
            options.MismatchProbability, seed, options.HardNegatives,
            picture => string.Join(' ', pictures!.Tags(picture).Order()));
    }

    /// <summary>Makes a batch; masks and pictures depend on seed, epoch and example only.</summary>
    /// <param name="rows">Numbers of examples.</param>
    /// <param name="epoch">The pass over the data.</param>
    /// <param name="device">Where its tensors lie.</param>
    internal PretrainingBatch Make(int[] rows, int epoch, Device device)
    {
        SourceExample[] sources = new SourceExample[rows.Length];
        MaskedText[] texts = new MaskedText[rows.Length];
        SeenPicture[] seen = new SeenPicture[rows.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            EncodedExample example = examples[rows[row]];
            PicturePairing pair = pairing.Choose(pictures?.Has(example.Picture) == true ? example.Picture : null, epoch, rows[row]);
            SourceExample source = pictures?.Example(example.Source, pair.Picture) ?? new SourceExample(example.Source);
            texts[row] = masking.Mask(Lay(source), epoch, rows[row]);
            sources[row] = Unlay(texts[row].Ids, source);
            seen[row] = pair.Picture is null || !source.HasRegions ? SeenPicture.None : pair.Matches ? SeenPicture.Right : SeenPicture.Wrong;
        }

        return Build(sources, texts, seen, device);
    }

    private PretrainingBatch Build(SourceExample[] sources, MaskedText[] texts, SeenPicture[] seen, Device device)
    {
        using var quiet = no_grad();
        Modeling.SourceBatch batch = batcher.Build(sources, device);
        long text = batch.Tokens.shape[1], width = text + (batch.Regions?.shape[1] ?? 0);
        List<long> places = [], labels = [];
        List<MaskedPlace> kinds = [];
        for (int row = 0; row < texts.Length; row++)
        {
            if (seen[row] == SeenPicture.Wrong && !lossOnMismatched) continue;
            foreach ((int position, int label) in texts[row].Positions.Zip(texts[row].Labels))
            {
                if (position >= text) continue;
                places.Add((row * width) + position);
                labels.Add(label);
                kinds.Add(new MaskedPlace(seen[row], maskingOptions.FocusIds.Contains(label)));
            }
        }

        long[] pictured = [.. Enumerable.Range(0, seen.Length).Where(row => seen[row] != SeenPicture.None).Select(row => (long)row)];
        return new PretrainingBatch
        {
            Source = batch,
            Places = tensor(places.ToArray(), device: device),
            Labels = tensor(labels.ToArray(), device: device),
            Kinds = kinds,
            PairRows = tensor(pictured, device: device),
            PairLabels = tensor(pictured.Select(row => seen[row] == SeenPicture.Right ? 0L : 1L).ToArray(), device: device),
            Pictured = pictured.Length,
            Tokens = texts.Sum(masked => masked.Ids.Length),
        };
    }

    // The row as the batcher lays it out: [CLS] x [SEP] t [SEP].
    private int[] Lay(SourceExample source) =>
        source.Tags.Length == 0
            ? [tokenizer.BeginId, .. source.Text, tokenizer.EndId]
            : [tokenizer.BeginId, .. source.Text, tokenizer.EndId, .. source.Tags, tokenizer.EndId];

    private static SourceExample Unlay(int[] ids, SourceExample source) => source with
    {
        Text = ids.AsSpan(SourceLayout.TextStart, source.Text.Length).ToArray(),
        Tags = source.Tags.Length == 0 ? [] : ids.AsSpan(SourceLayout.TagStart(source.Text.Length), source.Tags.Length).ToArray(),
    };
}
