using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>One batch of training for translation: forward, loss, backward. One home for what training does and benchmarks measure.</summary>
internal static class TranslationStep
{
    /// <summary>Adds the gradient of <paramref name="scale"/> × summed loss (label-smoothed cross-entropy and modality loss) and reports sums.</summary>
    internal static void Run(TranslationModel model, TranslationBatch batch, double smoothing, double scale, StepSums sums)
    {
        DecoderOutput output = Decode(model, batch, out Tensor hidden);
        LossTerms loss = FusedCrossEntropy.Compute(hidden.detach(), model.OutputTable, model.OutputBias, batch.PlaceLabels, smoothing, scale);
        List<Tensor> roots = [hidden], gradients = [loss.HiddenGradient!];
        foreach (LossTerm<Tensor> term in output.Losses)
        {
            roots.Add(term.Sum);
            gradients.Add(Arithmetic.FullLike(term.Sum, scale));
            sums.Add(term.Name, term.Sum);
            sums.Add($"{term.Name}_places", term.Count);
            foreach ((string name, Tensor statistic) in term.Statistics) sums.Add(name, statistic);
        }

        autograd.backward(roots, gradients);
        Count(loss, sums);
    }

    /// <summary>Reports the sums alone: no gradient.</summary>
    internal static void Measure(TranslationModel model, TranslationBatch batch, double smoothing, StepSums sums)
    {
        using var quiet = no_grad();
        Decode(model, batch, out Tensor hidden);
        Count(FusedCrossEntropy.Compute(hidden, model.OutputTable, model.OutputBias, batch.PlaceLabels, smoothing, null), sums);
    }

    // States of real labels, [places, width].
    private static DecoderOutput Decode(TranslationModel model, TranslationBatch batch, out Tensor hidden)
    {
        EncoderMemory memory = batch.Memory ?? model.Encode(batch.Source!);
        DecoderOutput output = model.Decode(memory, batch.Inputs, batch.Labels, batch.LabelMask);
        hidden = output.Hidden.reshape(-1, output.Hidden.shape[2]).index_select(0, batch.Places);
        return output;
    }

    private static void Count(LossTerms loss, StepSums sums)
    {
        sums.Add("loss", loss.Sum);
        sums.Add("nll", loss.NegativeLogLikelihood);
        sums.Add("right", loss.Right);
        sums.Add("places", loss.Count);
        sums.Add("tokens", loss.Count);
    }
}
