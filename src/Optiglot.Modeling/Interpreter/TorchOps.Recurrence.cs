using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Recurrence: a loop over places. What does not depend on the state is one product for all of them, cut apart once.</summary>
internal partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Advance(GruCell cell, Tensor mapped, Tensor state) => FusedGru.Supports(mapped, state)
        ? FusedGru.Of(mapped, state, parameters[cell.State.Weight], parameters[cell.State.Bias!], [])
        : cell.Compose(this, mapped, state);

    /// <inheritdoc/>
    public Tensor Recur(Tensor x, GruCell cell, IMask<Tensor> mask, bool isReversed)
    {
        using var scope = NewDisposeScope();
        Tensor mapped = Linear(x, cell.Input), real = ((TorchMask)mask).Real, state = zeros([x.shape[0], 1, cell.Width], mapped.dtype, mapped.device);
        Tensor[] places = mapped.split(1, 1), states = new Tensor[places.Length];
        bool isFused = FusedGru.Supports(mapped, state);
        bool[] isReal = isFused ? [.. real.t().contiguous().data<bool>()] : [];
        for (int i = 0; i < places.Length; i++)
        {
            int place = isReversed ? places.Length - 1 - i : i, sentences = (int)x.shape[0], first = place * sentences;
            state = isFused
                ? FusedGru.Of(places[place], state, parameters[cell.State.Weight], parameters[cell.State.Bias!], isReal[first..(first + sentences)])
                : where(real.narrow(1, place, 1).unsqueeze(-1), cell.Compose(this, places[place], state), state);
            states[place] = state;
        }

        return cat(states, 1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public virtual Tensor RecurPast(int number, Tensor x, Tensor initial, Func<Tensor, Tensor, (Tensor State, Tensor Result)> step)
    {
        using var scope = NewDisposeScope();
        Tensor state = initial;
        Tensor[] places = x.split(1, 1), results = new Tensor[places.Length];
        for (int place = 0; place < places.Length; place++) (state, results[place]) = step(places[place], state);
        return cat(results, 1).MoveToOuterDisposeScope();
    }
}
