namespace Optiglot.Networks;

/// <summary>
/// A recurrent encoder and decoder with a latent variable z, which every word that enters the decoder is told of. Its prior is of the sentence, p(z | x); in
/// training it is drawn from q(z | x, y, v), which
/// also knows the translation and the picture, the mean of its regions, and that picture must be told from it again (Calixto et al. 2019, section 3, VMMT with
/// a conditional prior). Translating takes the
/// prior's mean and no picture.
/// </summary>
public sealed class VmmtNetwork : RecurrentNetwork
{
    private const string Latent = "latent", TextMean = "text_mean", PictureMean = "picture_mean";

    private readonly NormalLayer prior;
    private readonly NormalLayer posterior;
    private readonly Linear enter;
    private readonly VmmtLosses losses;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options ask for what this network does not have.</exception>
    public VmmtNetwork(ModelOptions options) : base("vmmt", options)
    {
        (int width, int regions, int latent) = (options.Encoder.Width, options.Encoder.RegionWidth(), (int)options.ValueOf(VmmtFamily.Width));
        prior = new NormalLayer(Parameters, "decoder.prior", width, latent, ("text", width));
        posterior = regions == 0
            ? new NormalLayer(Parameters, "decoder.posterior", width, latent, ("text", width), ("target", options.Decoder.Width))
            : new NormalLayer(Parameters, "decoder.posterior", width, latent, ("text", width), ("target", options.Decoder.Width), ("picture", regions));
        enter = new Linear(Parameters, "decoder.latent", latent, options.Decoder.Width, Initialization.Xavier);
        losses = new VmmtLosses(Parameters, latent, regions, options.ValueOf(VmmtFamily.FreeNats), options.ValueOf(VmmtFamily.PictureWeight));
    }

    /// <inheritdoc/>
    public override DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory)
    {
        (T text, IMask<T> mask) = memory[MemoryNames.States];
        T mean = ops.Mean(text, mask);
        DecoderMemory<T> started = Decoder.Start(ops, memory, mean);
        started.Add(Latent, ops.Remember(Latent, prior.Mean(ops, prior.Hidden(ops, mean))));
        if (ops is not ITrainingOps<T> { IsTraining: true }) return started;
        started.Add(TextMean, ops.Remember(TextMean, mean));
        if (!memory.Has(MemoryNames.RegionVectors)) return started;
        (T regions, IMask<T> regionMask) = memory[MemoryNames.RegionVectors];
        started.Add(PictureMean, ops.Remember(PictureMean, ops.Mean(regions, regionMask)));
        return started;
    }

    /// <inheritdoc/>
    public override DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null)
    {
        T latent = memory.Value(Latent);
        IReadOnlyList<LossTerm<T>> terms = [];
        if (labels is not null && ops is ITrainingOps<T> { IsTraining: true } training)
        {
            T text = memory.Value(TextMean), target = ops.Mean(ops.Embed(labels.Pieces, Decoder.Words), ops.Mask("target", labels.Real));
            T? picture = memory.Has(PictureMean) ? memory.Value(PictureMean) : null;
            IMask<T>? seen = picture is null ? null : memory.Mask(MemoryNames.RegionVectors);
            T before = prior.Hidden(ops, text), after = picture is null ? posterior.Hidden(ops, text, target) : posterior.Hidden(ops, text, target, picture);
            T mean = training.Single(posterior.Mean(ops, after)), logVariance = training.Single(posterior.LogVariance(ops, after));
            T divergence = losses.Divergence(training, mean, logVariance, training.Single(latent), training.Single(prior.LogVariance(ops, before)));
            latent = ops.Add(mean, ops.Multiply(training.Exp(ops.Scale(logVariance, 0.5)), training.Noise(mean)));
            terms = losses.Terms(training, divergence, latent, picture, seen);
        }

        T told = ops.Linear(latent, enter);
        return Decoder.Decode(ops, tokens, memory, words => ops.Add(words, ops.Expand(told, words))) with { Losses = terms };
    }
}
