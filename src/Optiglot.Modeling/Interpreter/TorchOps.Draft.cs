using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Decoding within a network, and what its own loss is made of.</summary>
internal partial class TorchOps
{
    // Keys and values that are first asked for in here die with its scope, so that a pass with gradients makes its own.
    /// <inheritdoc/>
    public Draft<Tensor> Draft(Func<INetworkOps<Tensor>, Tensor, Tensor> decode, IMask<Tensor> source, DraftOptions options)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Tensor real = ((TorchMask)source).Real, limits = real.sum(1).Times((long)DraftOptions.MostForEachPiece);
        long sentences = real.shape[0], most = Math.Min(options.Maximum, limits.max().item<long>());
        using var step = new TorchStepOps(parameters, new TrainingMode(), (int)most);
        Tensor newest = Arithmetic.Full([sentences, 1], options.Begin, ScalarType.Int64, real.device);
        Tensor goesOn = ones(sentences, 1, dtype: ScalarType.Bool, device: real.device);
        List<Tensor> inputs = [], pieces = [], places = [];
        for (long place = 0; place < most; place++)
        {
            step.Begin((int)sentences);
            Tensor best = step.Logits(decode(step, newest), options.Output).argmax(-1);
            inputs.Add(newest);
            pieces.Add(best);
            places.Add(goesOn);
            Tensor next = Arithmetic.Full([sentences, 1], place + 1, ScalarType.Int64, real.device);
            goesOn = goesOn.logical_and(best.IsNot((long)options.End)).logical_and(limits.unsqueeze(1).gt(next));
            newest = best;
            if (!goesOn.any().item<bool>()) break;
        }

        Tensor Joined(List<Tensor> each) => cat([.. each], 1).MoveToOuterDisposeScope();
        return new Draft<Tensor>(Joined(inputs), Joined(pieces), Joined(places));
    }

    /// <inheritdoc/>
    public Tensor CrossEntropy(Tensor hidden, OutputLayer output, Labels<Tensor> labels)
    {
        Tensor places = labels.Real.reshape(-1).nonzero().squeeze(1);
        Tensor logits = Logits(hidden.reshape(-1, hidden.shape[2]).index_select(0, places), output);
        return nn.functional.cross_entropy(logits, labels.Pieces.reshape(-1).index_select(0, places), reduction: nn.Reduction.Sum);
    }
}
