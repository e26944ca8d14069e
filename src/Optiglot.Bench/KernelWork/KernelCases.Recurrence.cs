using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Bench;

/// <summary>Recurrence as work for both sides.</summary>
internal sealed partial class KernelCases
{
    /// <summary>A gated recurrent unit over all places of a text, forward and backward, what the input is mapped to being there already.</summary>
    private KernelCase Recurrence()
    {
        ParameterDeclarations builder = new();
        GruCell cell = new(builder, "gru", sizes.Width, sizes.Width);
        ParameterSet parameters = Build(builder);
        (Parameter weight, Parameter bias) = (parameters[cell.State.Weight], parameters[cell.State.Bias!]);
        Tensor mapped = Normal(sizes.Sentences, sizes.Length, 3 * sizes.Width), above = Normal(States);
        return new KernelCase(() => Both((x, state) => FusedGru.Of(x, state, weight, bias, [])), () => Both((x, state) =>
        {
            Tensor[] own = nn.functional.linear(state, weight.Value, bias.Value).chunk(3, -1), given = x.chunk(3, -1);
            Tensor update = given[0].Plus(own[0]).sigmoid(), reset = given[1].Plus(own[1]).sigmoid(), fresh = given[2].Plus(reset * own[2]).tanh();
            return fresh.Plus(update * state.Plus(fresh.Times(-1.0)));
        })) { Reset = parameters.ClearGradient, Owned = [parameters] };

        Tensor[] Both(Func<Tensor, Tensor, Tensor> step)
        {
            Tensor x = Leaf(mapped), state = zeros([sizes.Sentences, 1, sizes.Width], type, CPU);
            Tensor[] places = x.split(1, 1), states = new Tensor[places.Length];
            for (int place = 0; place < places.Length; place++) states[place] = state = step(places[place], state);
            Tensor all = cat(states, 1);
            autograd.backward([all], [above]);
            return [all, x.grad!, parameters.Gradient];
        }
    }
}
