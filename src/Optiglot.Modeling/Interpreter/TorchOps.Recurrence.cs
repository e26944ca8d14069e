using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Recurrence: a loop over places. What does not depend on the state is one product for all of them.</summary>
internal partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Recur(Tensor x, GruCell cell, IMask<Tensor> mask, bool isReversed)
    {
        using var scope = NewDisposeScope();
        Tensor mapped = Linear(x, cell.Input), real = ((TorchMask)mask).Real.unsqueeze(-1);
        int places = (int)x.shape[1];
        Tensor state = zeros([x.shape[0], 1, cell.Width], mapped.dtype, mapped.device);
        var states = new Tensor[places];
        for (int i = 0; i < places; i++)
        {
            int place = isReversed ? places - 1 - i : i;
            state = where(real.narrow(1, place, 1), cell.Step(this, mapped.narrow(1, place, 1), state), state);
            states[place] = state;
        }

        return cat(states, 1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public virtual Tensor RecurPast(int number, Tensor x, Tensor initial, Func<Tensor, Tensor, (Tensor State, Tensor Result)> step)
    {
        using var scope = NewDisposeScope();
        Tensor state = initial;
        var results = new Tensor[x.shape[1]];
        for (int place = 0; place < results.Length; place++) (state, results[place]) = step(x.narrow(1, place, 1), state);
        return cat(results, 1).MoveToOuterDisposeScope();
    }
}
