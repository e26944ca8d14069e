namespace Optiglot.Networks;

/// <summary>The modality loss (paper, Eq. 2-5): text attention and region attention of one query shall point the same way.</summary>
public sealed class ModalityLoss
{
    /// <summary>Name of the loss.</summary>
    public const string Name = "modality";

    /// <summary>Names of its statistics: Σ λ_j, Σ λ_j², Σ cos(h_x, h_v).</summary>
    public const string Lambda = "lambda", LambdaSquare = "lambda_square", Cosine = "cosine";

    private readonly ModalityLossOptions options;
    private readonly ParameterDeclaration? target;
    private readonly ParameterDeclaration? text;
    private readonly ParameterDeclaration? regions;

    /// <summary>Declares the vectors of a learned λ.</summary>
    public ModalityLoss(ParameterDeclarations declarations, ModalityLossOptions options, int width)
    {
        this.options = options;
        if (options.Weight is not null) return;
        declarations.Group = ParameterGroup.Modality;
        target = declarations.Add("modality.target", Initialization.Zero, width);
        text = declarations.Add("modality.text", Initialization.Zero, width);
        regions = declarations.Add("modality.regions", Initialization.Zero, width);
    }

    /// <summary>Whether a layer adds to the loss.</summary>
    public bool Counts(int layer, int layers) => options.Layers switch
    {
        ModalityLayers.All => true,
        ModalityLayers.Last => layer == layers - 1,
        _ => false,
    };

    /// <summary>Adds one layer's terms.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="sum">Terms of the layers before.</param>
    /// <param name="cross">The layer's attention, with h_x and h_v <c>[batch, target, width]</c>.</param>
    /// <param name="labels">Emb(y_j), <c>[batch, target, width]</c>.</param>
    /// <param name="factor">1 at real labels of sentences with a picture, else 0, <c>[batch, target]</c>.</param>
    public LossTerm<T> Add<T>(ITrainingOps<T> ops, LossTerm<T>? sum, CrossAttention<T> cross, T labels, T factor) where T : class
    {
        T textVector = ops.Single(cross.Text!), regionVector = ops.Single(cross.Regions!);
        T cosine = ops.CosineSimilarity(textVector, regionVector);
        T? logit = target is null ? null : Logit(ops, labels, textVector, regionVector);
        T lambda = logit is null ? ops.Fill(cosine, options.Weight!.Value) : ops.Activate(logit, Activation.Sigmoid);
        T loss = ops.Multiply(lambda, ops.OneMinus(cosine));
        if (logit is not null && options.Prior is { } prior) loss = ops.Add(loss, ops.Scale(Divergence(ops, logit, lambda, prior), options.PriorWeight));
        T seen = ops.Multiply(ops.Detach(lambda), factor);
        var term = new LossTerm<T>(Name, ops.Sum(ops.Multiply(loss, factor)), ops.Sum(factor), new Dictionary<string, T>
        {
            [Lambda] = ops.Sum(seen), [LambdaSquare] = ops.Sum(ops.Multiply(seen, seen)), [Cosine] = ops.Sum(ops.Multiply(ops.Detach(cosine), factor)),
        });
        return sum is null ? term : new LossTerm<T>(
            Name, ops.Add(sum.Sum, term.Sum), ops.Add(sum.Count, term.Count),
            sum.Statistics.ToDictionary(each => each.Key, each => ops.Add(each.Value, term.Statistics[each.Key])));
    }

    // With a prior, λ is a weight and nothing else: what it reads is not bent to make it small.
    private T Logit<T>(ITrainingOps<T> ops, T labels, T textVector, T regionVector) where T : class
    {
        if (options.Prior is not null) (labels, textVector, regionVector) = (ops.Detach(labels), ops.Detach(textVector), ops.Detach(regionVector));
        return ops.Add(ops.Add(ops.Dot(labels, target!), ops.Dot(textVector, text!)), ops.Dot(regionVector, regions!));
    }

    // KL(Bernoulli(λ) ‖ Bernoulli(p)) = λ log(λ/p) + (1−λ) log((1−λ)/(1−p)); with λ = σ(z), log λ = logσ(z) and log(1−λ) = logσ(z) − z.
    private static T Divergence<T>(ITrainingOps<T> ops, T logit, T lambda, double prior) where T : class
    {
        T other = ops.OneMinus(lambda);
        T sum = ops.Add(ops.LogSigmoid(logit), ops.Scale(ops.Multiply(other, logit), -1));
        return ops.Add(ops.Add(sum, ops.Scale(lambda, -Math.Log(prior))), ops.Scale(other, -Math.Log(1 - prior)));
    }
}
