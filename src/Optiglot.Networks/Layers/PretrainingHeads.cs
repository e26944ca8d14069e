namespace Optiglot.Networks;

/// <summary>BERT's two pre-training heads on an encoder's states: masked LM, and "next sentence", which becomes "paired image" (paper, section 3.2).</summary>
public sealed class PretrainingHeads
{
    private readonly Linear transform;
    private readonly LayerNorm transformNorm;
    private readonly Linear pooler;
    private readonly Linear paired;

    /// <summary>Declares <c>cls.*</c> and <c>model.pooler.dense</c>, as Hugging Face names them.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="model">What the encoder's names begin with: <c>bert</c> or <c>lxmert</c>.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="words">The encoder's table, which is the masked LM's output layer.</param>
    public PretrainingHeads(ParameterDeclarations declarations, string model, EncoderOptions options, Embedding words)
    {
        declarations.Group = ParameterGroup.PretrainingHead;
        Initialization initialization = Initialization.Normal(0.02);
        pooler = new Linear(declarations, $"{model}.pooler.dense", options.Width, options.Width, initialization);
        transform = new Linear(
            declarations, "cls.predictions.transform.dense", options.Width, options.Width,
                options.InitialDeviation > 0 ? initialization : Initialization.Xavier);
        transformNorm = new LayerNorm(declarations, "cls.predictions.transform.LayerNorm", options.Width, options.NormEpsilon);
        Output = new OutputLayer(words, declarations.Add("cls.predictions.bias", Initialization.Zero, options.VocabularySize));
        paired = new Linear(declarations, "cls.seq_relationship", options.Width, 2, initialization);
    }

    /// <summary>The masked LM's output layer.</summary>
    public OutputLayer Output { get; }

    /// <summary>States for <see cref="Output"/>, <c>[masked, width]</c>, of flat places in <c>[batch × places]</c>.</summary>
    public T MaskedStates<T>(ITrainingOps<T> ops, T states, T places) where T : class =>
        ops.Normalize(ops.Activate(ops.Linear(ops.Rows(states, places), transform), Activation.Gelu), transformNorm);

    /// <summary>Logits of the paired-image task from the state of <c>[CLS]</c>, float32 <c>[batch, 2]</c>: 0 paired, 1 not (BERT's order).</summary>
    public T PairedLogits<T>(ITrainingOps<T> ops, T states) where T : class =>
        ops.Single(ops.Linear(ops.Activate(ops.Linear(ops.First(states), pooler), Activation.Tanh), paired));
}
